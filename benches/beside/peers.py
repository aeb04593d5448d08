"""What others take for the rows of `benches/beside`: `peers.py ROW PEER FOLDER`.

Prints seconds of the processor, a number that is the same whoever computes it, and bytes of memory at the
highest beyond those before. Ends with 77 where a package is missing.
"""

import csv
import datetime
import resource
import sys
import time

row, peer, folder = sys.argv[1:]


def need(name):
    try:
        return __import__(name)
    except ImportError:
        sys.stderr.write(f"{name} is not installed")
        sys.exit(77)


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def timed(call):
    before, start = memory(), time.process_time()
    made = call()
    return made, time.process_time() - start, memory() - before


def digest(numbers):
    total = 0
    for number in numbers:
        total = (total * 31 + number) % 1_000_000_007
    return total


def ties(count):
    with open(f"{folder}/ties-{count}.csv") as file:
        rows = csv.reader(file)
        next(rows)
        day = lambda text: datetime.date.fromisoformat(text).toordinal()
        return [(from_, to, day(start), day(end)) for from_, to, _, start, end in rows]


def each_date(count):
    first, days = datetime.date(1800, 1, 1).toordinal(), 219 * 365
    return [first + n * (days // count) for n in range(count)]


def degrees(count, dates):
    networkx, all_ties = need("networkx"), ties(count)
    names = sorted(f"state-{n}" for n in range(300))

    def call():
        numbers = []
        for day in each_date(dates):
            graph = networkx.DiGraph()
            graph.add_nodes_from(names)
            graph.add_edges_from((a, b) for a, b, start, end in all_ties if start <= day <= end)
            for name in names:
                numbers += [graph.out_degree(name), graph.in_degree(name)]
        return numbers

    return call, digest


def windows(count, dates):
    networkx = need("networkx")
    graph = networkx.MultiDiGraph()
    graph.add_edges_from((a, b, {"start": s, "end": e}) for a, b, s, e in ties(count))
    name = "state-7"

    def call():
        numbers = []
        for day in each_date(dates):
            met = {b for _, b, t in graph.out_edges(name, data=True) if t["start"] <= day + 30 and day <= t["end"]}
            met |= {a for a, _, t in graph.in_edges(name, data=True) if t["start"] <= day + 30 and day <= t["end"]}
            numbers.append(len(met))
        return numbers

    return call, digest


def load(count):
    path, day = f"{folder}/ties-{count}.csv", datetime.date(1900, 1, 1)
    if peer == "polars":
        polars = need("polars")
        held = lambda table: table.filter((polars.col("start") <= day) & (polars.col("end") >= day)).height
        return lambda: polars.read_csv(path, try_parse_dates=True), held
    base = connection()
    read = f"create or replace table ties as select * from read_csv('{path}')"
    held = f"select count(*) from ties where start <= date '{day}' and \"end\" >= date '{day}'"
    return lambda: base.execute(read), lambda _: base.execute(held).fetchone()[0]


def connection():
    base = need("duckdb").connect()
    base.execute("set threads = 1")
    return base


def dyads():
    path = f"{folder}/spells.csv"
    if peer == "polars":
        pl = need("polars")
        spells = pl.read_csv(path, try_parse_dates=True)

        def call():
            pairs = spells.join(spells, how="cross", suffix="2").filter(pl.col("code") != pl.col("code2"))
            first, last = pl.max_horizontal("from", "from2"), pl.min_horizontal("to", "to2")
            years = pl.int_ranges(first.dt.year().cast(pl.Int64), last.dt.year().cast(pl.Int64) + 1)
            pairs = pairs.filter(first <= last).select("code", "code2", years.alias("year"))
            return pairs.explode("year").unique()

        total = lambda panel: (panel["code"] * 1_000_003 + panel["code2"] * 1_009 + panel["year"]).sum()
        return call, total
    base = connection()
    base.execute(f"create table spells as select * from read_csv('{path}')")
    sql = """
        create or replace table panel as
        select distinct a.code as one, b.code as other,
            unnest(range(year(greatest(a."from", b."from")), year(least(a."to", b."to")) + 1)) as year
        from spells a join spells b
            on a.code <> b.code and a."from" <= b."to" and b."from" <= a."to"
    """
    total = "select sum(one * 1000003 + other * 1009 + year)::bigint from panel"
    return lambda: base.execute(sql), lambda _: base.execute(total).fetchone()[0]


def column(source):
    import logging

    coco, pandas = need("country_converter"), need("pandas")
    logging.getLogger("country_converter").setLevel(logging.CRITICAL)
    texts = pandas.read_csv(f"{folder}/{row}.csv", keep_default_na=False)["text"]
    converter = coco.CountryConverter()
    call = lambda: converter.pandas_convert(texts, src=source, to="ISOnumeric", not_found=None)

    def kept(answers):
        number = lambda answer: int(answer) if str(answer).isdigit() else 0
        answers = [number(answer) for answer in answers]
        lines = sorted(set(zip(texts, answers)))
        with open(f"{folder}/answers-{row}-{peer}.txt", "w") as file:
            file.write("\n".join(f"{text}\t{answer}" for text, answer in lines))
        return digest(answers)

    return call, kept


what, *sizes = row.split(":")
call, result = {
    "degrees": lambda: degrees(*map(int, sizes)),
    "windows": lambda: windows(*map(int, sizes)),
    "load": lambda: load(int(sizes[0])),
    "dyads": dyads,
    "codes": lambda: column("ISO2"),
    "names": lambda: column("regex"),
}[what]()
made, seconds, extra = timed(call)
print(seconds, result(made), extra)
