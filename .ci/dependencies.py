"""Checks each dependency's licence, and that those of the library itself build on its rust-version.

Needs nothing but cargo, so that licences are checked where cargo-deny cannot be had. The licences
allowed are those of deny.toml.
"""

import json
import re
import subprocess
import sys
import tomllib


def is_allowed(licence, allowed):
    """Whether an SPDX expression can be met by allowed licences alone."""
    # Old manifests write `MIT/Apache-2.0` for a choice.
    words = re.findall(r"[()]|[^\s()]+ WITH [^\s()]+|[^\s()]+", (licence or "").replace("/", " OR "))
    known = {"OR": "or", "AND": "and", "(": "(", ")": ")"}
    try:
        # Only the words above are left, so there is nothing to evaluate but logic.
        return eval(" ".join(known.get(word, str(word in allowed)) for word in words))
    except SyntaxError:
        return False


def version(text):
    numbers = [int(number) for number in text.split(".")]
    return numbers + [0] * (3 - len(numbers))


def main():
    command = ["cargo", "metadata", "--locked", "--all-features", "--format-version", "1"]
    metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    with open("deny.toml", "rb") as file:
        licences = tomllib.load(file)["licenses"]
    allowed = set(licences["allow"])
    exceptions = {one["crate"]: allowed | set(one["allow"]) for one in licences["exceptions"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]

    used, todo = set(), [root]
    while todo:
        node = todo.pop()
        if node in used:
            continue
        used.add(node)
        for dependency in nodes[node]["deps"]:
            if any(kind["kind"] in (None, "build") for kind in dependency["dep_kinds"]):
                todo.append(dependency["pkg"])

    wrong = []
    for id, package in packages.items():
        name = f"{package['name']} {package['version']}"
        if not is_allowed(package["license"], exceptions.get(package["name"], allowed)):
            wrong.append(f"{name}: licence {package['license']} is not allowed by deny.toml")
        needs, has = package["rust_version"], packages[root]["rust_version"]
        if id in used and needs and version(needs) > version(has):
            wrong.append(f"{name}: needs Rust {needs}, we promise {has}")
    print(f"{len(packages)} packages, {len(used)} of them in the library; {len(wrong)} wrong")
    print("\n".join(wrong))
    return bool(wrong)


sys.exit(main())
