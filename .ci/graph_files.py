"""Loads graph files with the tools that they are for, and compares what these see with what was meant.

    graph_files.py FOLDER..

In a folder each NAME.expected says what the files NAME.* have to say. A folder without any holds
the files of an example, which have to agree with each other.
"""

import csv
import json
import pathlib
import re
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ElementTree

import networkx

FIELDS = {
    "kind", "sign", "symmetric", "intensity", "earliest_start", "latest_start", "earliest_end",
    "latest_end", "open", "censored", "evidence", "about", "holds",
}
# Files of the example that were accepted without some ties.
LOSSY = {"pyongyang.gexf"}
wrong, loaded = [], 0


def check(path, what, found, expected):
    if found != expected:
        wrong.append(f"{path.name}: {what}: found {found!r}, expected {expected!r}"[:600])


def held(text):
    """What XML can hold of a text."""
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


class Expected:
    """What every file of a graph has to say."""

    def __init__(self, path):
        whole = json.loads(path.read_text(encoding="utf-8"))
        self.title, self.day = whole["title"], whole["day"]
        self.labels = {actor["id"]: actor["label"] for actor in whole["actors"]}
        self.ties = {}
        for each in whole["ties"]:
            tie = each["tie"]
            fields = {name: tie[name] for name in FIELDS & tie.keys()}
            fields["about"] = each["about"]
            if not self.day:
                del fields["holds"]
            # What a tie has not is not in the file.
            fields = {name: value for name, value in fields.items() if value not in (None, [])}
            self.ties[each["key"]] = (tie["from"], tie["to"], fields)

    def as_text(self, key):
        """A tie in a format without lists."""
        source, target, fields = self.ties[key]
        fields = dict(fields)
        if "evidence" in fields:
            fields["evidence"] = " ".join(fields["evidence"])
        return source, target, fields


def own(data):
    """The fields of ours among those that a tool gives an edge."""
    return {name: value for name, value in data.items() if name in FIELDS}


def edges(graph):
    """The edges of networkx's graph by key; without parallel ones the key is the field `id`."""
    if graph.is_multigraph():
        return {key: (source, target, data) for source, target, key, data in graph.edges(keys=True, data=True)}
    return {data["id"]: (source, target, data) for source, target, data in graph.edges(data=True)}


def compare(path, graph, keys, expected, label=lambda text: text, text=True):
    check(path, "directed", graph.is_directed(), True)
    labels = {node: data.get("label") for node, data in graph.nodes(data=True)}
    shown = {node: label(expected.labels[node]) for node in labels if node in expected.labels}
    check(path, "labels", labels, shown)
    found = edges(graph)
    check(path, "ties", sorted(found), sorted(keys))
    for key in found.keys() & set(keys):
        source, target, data = found[key]
        meant = expected.as_text(key) if text else expected.ties[key]
        check(path, key, (source, target, own(data)), meant)


def graphml(path, expected):
    graph = networkx.read_graphml(path, force_multigraph=True)
    compare(path, graph, expected.ties, expected, held)
    check(path, "actors", set(graph), set(expected.labels))
    said = {name: graph.graph.get(name) for name in ("name", "day", "signs")}
    check(path, "said", said, {"name": held(expected.title), "day": expected.day, "signs": "signs-1"})
    plain = networkx.read_graphml(path)
    check(path, "ties kept parallel", plain.number_of_edges(), len(expected.ties))


def stretch(fields, possible):
    """From when to when a tie is shown; `None` if it never is."""
    first, last = ("earliest_start", "latest_end") if possible else ("latest_start", "earliest_end")
    ends = fields.get(first), fields.get(last)
    is_open = fields.get("open")
    if not possible:
        for end, side in zip(ends, ("start", "end")):
            if end is None and is_open not in (side, "both"):
                return None
        if None not in ends and ends[0] > ends[1]:
            return None
    return ends


def spells(text, possible):
    """From when to when an actor is shown, by what the attribute `exists` says."""
    found = []
    for spell in text.split():
        ends = {}
        for side, end in zip(("start", "end"), spell.split("/")):
            first, _, last = end.partition("..") if ".." in end else (end, "", end)
            word = first if first in ("open", "unknown") else None
            earliest, latest = (None, None) if word else (first or None, last or None)
            ends["earliest_" + side], ends["latest_" + side] = earliest, latest
            if word == "open":
                ends["open"] = "both" if "open" in ends else side
        shown = stretch(ends, possible)
        found += [shown] if shown else []
    return sorted(found, key=str)


def gexf(path, expected, possible):
    graph = networkx.read_gexf(path)
    check(path, "mode", graph.graph["mode"], "static" if expected.day else "dynamic")
    shown = {key: stretch(tie[2], possible) for key, tie in expected.ties.items()}
    if expected.day:
        shown = {key: (None, None) for key in shown}
    keys = [
        key for key, days in shown.items()
        if days and all(actor in graph for actor in expected.ties[key][:2])
    ]
    compare(path, graph, keys, expected, held)
    for key, (_, _, data) in edges(graph).items():
        check(path, f"days of {key}", (data.get("start"), data.get("end")), shown[key])
    whole = networkx.read_graphml(path.with_name(path.name.split(".")[0] + ".graphml"))
    for actor in expected.labels:
        exists = whole.nodes[actor].get("exists")
        meant = spells(exists, possible) if exists and not expected.day else [(None, None)]
        check(path, f"{actor} is there", actor in graph, bool(meant))
        if actor in graph:
            data = graph.nodes[actor]
            # networkx has the word None for an open end of a spell.
            found = [tuple(None if end == "None" else end for end in spell) for spell in data.get("spells", [])]
            found = found or [(data.get("start"), data.get("end"))]
            check(path, f"days of {actor}", sorted(found, key=str), meant)
    kinds = [edge.get("kind") for edge in ElementTree.parse(path).iter("{http://gexf.net/1.3}edge")]
    check(path, "kinds of edges", sorted(kinds), sorted(expected.ties[key][2]["kind"] for key in keys))


def node_link(path, expected):
    data = json.loads(path.read_text(encoding="utf-8"))
    graph = networkx.node_link_graph(data, edges="edges")
    compare(path, graph, expected.ties, expected, text=False)
    check(path, "actors", set(graph), set(expected.labels))
    said = {"name": expected.title, "day": expected.day, "signs": "signs-1"}
    check(path, "said", graph.graph, {name: text for name, text in said.items() if text is not None})


def table(path, expected):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    check(path, "ties", [row["id"] for row in rows], list(expected.ties))
    for row in rows:
        source, target, fields = expected.as_text(row["id"])
        texts = {
            name: str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else value
            for name, value in fields.items()
        }
        found = {name: value for name, value in own(row).items() if value}
        check(path, row["id"], (row["source"], row["target"], found), (source, target, texts))
        labels = row["source_label"], row["target_label"]
        check(path, f"labels of {row['id']}", labels, (expected.labels[source], expected.labels[target]))
        check(path, f"day of {row['id']}", row.get("on"), expected.day)


def label(element):
    """The label of an element of DOT: all of it, where not all of it is drawn."""
    text = element.get("whole_label") or element.get("label", "")
    text = re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], text)
    return text.replace("&amp;", "&")


def dot(path, expected):
    drawn = run_dot(path, "svg")
    svg = ElementTree.fromstring(drawn)
    groups = [group.get("class") for group in svg.iter("{http://www.w3.org/2000/svg}g")]
    if expected is None:
        return groups
    check(path, "actors drawn", groups.count("node"), len(expected.labels))
    check(path, "ties drawn", groups.count("edge"), len(expected.ties))
    whole = json.loads(run_dot(path, "dot_json"))
    check(path, "title", label(whole), held(expected.title))
    nodes = whole.get("objects", [])
    labels = {node["name"]: label(node) for node in nodes}
    meant = {actor: held(label) for actor, label in expected.labels.items()}
    check(path, "labels", labels, meant)
    found = []
    for edge in whole.get("edges", []):
        names = nodes[edge["tail"]]["name"], nodes[edge["head"]]["name"]
        fields = {name: value for name, value in own(edge).items() if value}
        fields |= {name: fields[name] == "true" for name in ("symmetric", "censored")}
        found.append((*names, fields | {"intensity": float(fields["intensity"])}))
    # graphviz gives edges in an order of its own, and their keys in its own form alone.
    meant = [expected.as_text(key) for key in expected.ties]
    check(path, "ties", sorted(found, key=str_sorted), sorted(meant, key=str_sorted))
    keys = re.findall(r'\[key="?([^",\]]+)', run_dot(path, "canon").decode())
    check(path, "keys", sorted(keys), sorted(expected.ties))
    return groups


def str_sorted(tie):
    source, target, fields = tie
    return source, target, sorted(fields.items(), key=str)


def run_dot(path, form):
    done = subprocess.run(["dot", "-T" + form, path], capture_output=True, timeout=300)
    check(path, "graphviz", (done.returncode, done.stderr), (0, b""))
    return done.stdout


def load(path):
    """The numbers of actors and ties of a file."""
    match path.suffix:
        case ".graphml":
            graph = networkx.read_graphml(path)
        case ".gexf":
            graph = networkx.read_gexf(path)
        case ".json":
            data = json.loads(path.read_text(encoding="utf-8"))
            graph = networkx.node_link_graph(data, edges="edges")
        case ".csv":
            with open(path, encoding="utf-8", newline="") as file:
                return None, len(list(csv.DictReader(file, strict=True)))
        case ".dot":
            groups = dot(path, None)
            return groups.count("node"), groups.count("edge")
    return graph.number_of_nodes(), graph.number_of_edges()


def tried(path, what, *more):
    """What a tool makes of a file; that it can make nothing of it is a difference."""
    try:
        return what(path, *more)
    except Exception as error:
        wrong.append(f"{path.name}: {type(error).__name__}: {error}")


def agree(folder):
    """The files of one graph hold as much, but for what is said to be certain on no day."""
    global loaded
    graphs = {}
    for path in sorted(folder.iterdir()):
        loaded += 1
        name = path.name.removesuffix(path.suffix).removesuffix(".possible")
        found = tried(path, load)
        if found:
            graphs.setdefault(name, []).append((path, found))
    for name, files in graphs.items():
        most = max(found[0] or 0 for _, found in files), max(found[1] for _, found in files)
        for path, (actors, ties) in files:
            if path.name not in LOSSY:
                check(path, "actors and ties", (most[0] if actors is None else actors, ties), most)


def main():
    global loaded
    warnings.simplefilter("error")
    for folder in map(pathlib.Path, sys.argv[1:]):
        cases = sorted(folder.glob("*.expected"))
        if not cases:
            agree(folder)
        for case in cases:
            expected, name = Expected(case), case.name.removesuffix(".expected")
            for ending, compared in [
                ("dot", dot), ("graphml", graphml), ("json", node_link), ("csv", table),
                ("gexf", lambda path, expected: gexf(path, expected, False)),
                ("possible.gexf", lambda path, expected: gexf(path, expected, True)),
            ]:
                loaded += 1
                tried(folder / f"{name}.{ending}", compared, expected)
    for line in wrong[:20]:
        print(line)
    print(f"{loaded} files loaded by graphviz and networkx {networkx.__version__}; {len(wrong)} differences")
    return not loaded or bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
