"""A load generator: processes with many keep-alive connections each, one request at a time on every connection."""

import asyncio
import multiprocessing
import time
from dataclasses import dataclass

AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"


@dataclass(frozen=True)
class Load:
    """What came back: seconds, the latency of each answer in milliseconds, and the marks of the answered requests."""

    seconds: float
    latencies: list[float]
    marks: list[str]

    @property
    def rate(self) -> float:
        """Return answers per second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency that this share of the answers kept, in milliseconds."""
        place = min(len(self.latencies) - 1, int(share * len(self.latencies)))
        return self.latencies[place] if self.latencies else 0.0


@dataclass(frozen=True)
class Plan:
    """Whom to ask, on how many connections, for how long; with a name every request carries a mark of its own."""

    port: int
    path: str
    connections: int
    seconds: float
    name: str

    def request(self, mark: str) -> bytes:
        """Return one request; the mark travels as the site of the referrer, which is stored with a click."""
        referrer = f"Referer: https://{mark}.example/\r\n" if mark else ""
        head = f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUser-Agent: {AGENT}\r\n{referrer}\r\n"
        return head.encode()


async def _connection(plan: Plan, number: int, end: float, latencies: list[float], marks: list[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", plan.port)
    count = 0
    try:
        while (begin := time.perf_counter()) < end:
            count += 1
            mark = f"{plan.name}-{number}-{count}" if plan.name else ""
            writer.write(plan.request(mark))
            await _answer(reader)
            latencies.append((time.perf_counter() - begin) * 1000)
            marks.append(mark)
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 302"):
        raise RuntimeError(head.decode("latin-1").splitlines()[0])
    lengths = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"content-length")]
    if lengths and lengths[0]:
        await reader.readexactly(lengths[0])


async def _all(plan: Plan) -> Load:
    latencies: list[float] = []
    marks: list[str] = []
    begin = time.perf_counter()
    end = begin + plan.seconds
    work = (_connection(plan, number, end, latencies, marks) for number in range(plan.connections))
    for result in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(result, RuntimeError):
            raise result
    return Load(time.perf_counter() - begin, sorted(latencies), marks)


def _process(plan: Plan, out: "multiprocessing.Queue[Load]") -> None:
    out.put(asyncio.run(_all(plan)))


def run(port: int, path: str, connections: int = 64, seconds: float = 3.0, name: str = "") -> Load:
    """Follow a link on that many connections for some seconds; a server that dies ends its connections early."""
    out: multiprocessing.Queue[Load] = multiprocessing.Queue()
    plan = Plan(port, path, connections, seconds, name)
    process = multiprocessing.Process(target=_process, args=(plan, out))
    process.start()
    found = out.get()
    process.join()
    return found
