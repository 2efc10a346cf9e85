"""The systems under test, and one process that measures one of them."""

import os
import select
import subprocess

HLOCAL, WINE, BARE = "hlocal", "wine", "bare"
MALLOCS = ["glibc", "mimalloc", "jemalloc"]
ALL = [HLOCAL] + MALLOCS + [WINE, BARE]
PRELOAD = {"mimalloc": "libmimalloc.so.2", "jemalloc": "libjemalloc.so.2"}
# A round takes milliseconds; filling a heap takes seconds under Wine.
PATIENCE_S = 180


class WorkerDied(Exception):
    """The process ended or said "error": a crash of the system under test."""


def environment(system, out):
    env = {k: v for k, v in os.environ.items()
           if not k.startswith(("LD_", "MALLOC_", "GLIBC_", "MIMALLOC_",
                                "HLOCAL_", "WINE"))}
    # The Vulkan driver's objects, apart from any other program's.
    env["HLOCAL_SESSION"] = "bench"
    if system in PRELOAD:
        env["LD_PRELOAD"] = PRELOAD[system]
    if system == WINE:
        env.update(WINEPREFIX=os.path.abspath(os.path.join(out, "wineprefix")),
                   WINEDEBUG="-all", WINEDLLOVERRIDES="mscoree,mshtml=",
                   DISPLAY="")
    return env


def command(system, out):
    if system == WINE:
        return ["wine", os.path.join(out, "worker_wine.exe")]
    name = "malloc" if system in MALLOCS else system
    return [os.path.join(out, "worker_" + name)]


class Worker:
    """One process, asked line by line. See worker.h for the protocol."""

    def __init__(self, system, out, cpus):
        self.system = system
        self.process = subprocess.Popen(
            command(system, out), env=environment(system, out),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, bufsize=0,
            preexec_fn=lambda: os.sched_setaffinity(0, cpus))
        self.pending = b""
        hello = self.read()
        if hello.get("system") != system:
            raise SystemExit(f"bench: {system} is not what ran: {hello}")
        self.version = hello["version"]

    def read(self):
        while b"\n" not in self.pending:
            ready = select.select([self.process.stdout], [], [], PATIENCE_S)
            got = ready[0] and os.read(self.process.stdout.fileno(), 65536)
            if not got:
                raise WorkerDied(f"{self.system}: no answer, exit status "
                                 f"{self.process.poll()}")
            self.pending += got
        line, self.pending = self.pending.split(b"\n", 1)
        words = line.decode().split()
        if words and words[0] == "error":
            raise WorkerDied(f"{self.system}: {line.decode().strip()}")
        answer = dict(w.split("=", 1) for w in words if "=" in w)
        answer["status"] = words[0] if words else ""
        return answer

    def ask(self, line):
        try:
            self.process.stdin.write(line.encode() + b"\n")
        except BrokenPipeError:
            raise WorkerDied(f"{self.system}: gone") from None
        return self.read()

    def open(self, case):
        """The number of live objects, or None if it cannot do the case."""
        words = [f"{k}={int(v)}" for k, v in case.params.items()
                 if k != "cold"]    # the coordinator's own
        answer = self.ask(" ".join(["open", case.workload] + words))
        return int(answer["live"]) if answer["status"] == "ok" else None

    def run(self, ms):
        return float(self.ask(f"run {ms}")["ns"])

    def resident(self):
        """Resident bytes, as the kernel counts them page by page."""
        with open(f"/proc/{self.process.pid}/smaps_rollup") as lines:
            for line in lines:
                if line.startswith("Rss:"):
                    return int(line.split()[1]) * 1024
        raise WorkerDied(f"{self.system}: no resident size")

    def end(self):
        try:
            self.process.stdin.close()
            self.process.wait(10)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
