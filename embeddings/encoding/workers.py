"""The workers: threads in each of which torch computes on one processor, so that batches run side by side."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Barrier, Lock
from typing import Any

_starting = Lock()


def side_by_side(work: Callable[..., None], batches: Iterable[tuple[Any, ...]]) -> None:
    """Do `work(*batch)` for each batch, several at a time; a single batch has all processors to itself.

    Shared out whole, batches take a tenth less time than one after the other with every matrix product shared out,
    since no processor waits for the others at each of them.
    """
    every = list(batches)
    _mind_forks()
    if len(every) == 1:
        work(*every[0])
    else:
        with _starting:
            workers = _workers(os.getpid())
        # Reading the results raises what a batch raised.
        list(workers.map(lambda batch: work(*batch), every))


@cache
def _mind_forks() -> None:
    """Let torch compute on one processor in a forked child: it would wait for threads that are its parent's alone."""
    import torch

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: torch.set_num_threads(1))


@cache
def _workers(_process: int) -> ThreadPoolExecutor:
    """Return the workers of this process: a forked child has none of its parent's threads."""
    import torch

    processors = torch.get_num_threads()
    workers = ThreadPoolExecutor(processors, "batch", initializer=torch.set_num_threads, initargs=(1,))
    everyone = Barrier(processors)

    def begin(_number: int) -> None:
        # A thread takes over the number that was set last, wherever that was, when it first asks for it.
        torch.get_num_threads()
        everyone.wait()

    # All workers begin now, so that the number can be set back for the threads to come.
    list(workers.map(begin, range(processors)))
    torch.set_num_threads(processors)
    return workers
