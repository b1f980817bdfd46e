import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, current_thread, main_thread

import pytest
import torch

from embeddings.encoding.workers import side_by_side


def test_every_batch_is_worked_on() -> None:
    done: list[tuple[int, str]] = []
    side_by_side(lambda number, name: done.append((number, name)), [(1, "a"), (2, "b"), (3, "c")])
    assert sorted(done) == [(1, "a"), (2, "b"), (3, "c")]


@pytest.mark.skipif(torch.get_num_threads() < 2, reason="one processor works on one batch at a time")
def test_batches_run_at_the_same_time_and_each_on_one_processor() -> None:
    both = Barrier(2, timeout=10)
    threads = []

    def work(_number: int) -> None:
        both.wait()
        threads.append(torch.get_num_threads())

    side_by_side(work, [(1,), (2,)])
    assert threads == [1, 1]


def test_other_threads_keep_all_processors() -> None:
    before = torch.get_num_threads()
    side_by_side(lambda _: None, [(1,), (2,)])
    with ThreadPoolExecutor(1) as later:
        assert later.submit(torch.get_num_threads).result() == torch.get_num_threads() == before


def test_a_single_batch_stays_with_its_caller() -> None:
    seen = []
    side_by_side(lambda _: seen.append(current_thread()), [(1,)])
    assert seen == [main_thread()]


def test_what_a_batch_raises_reaches_the_caller() -> None:
    def work(number: int) -> None:
        if number == 2:
            raise ValueError("batch 2")

    with pytest.raises(ValueError, match="batch 2"):
        side_by_side(work, [(1,), (2,), (3,)])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are POSIX's")
def test_a_forked_child_of_a_process_that_has_encoded_encodes_too() -> None:
    program = """
import faulthandler, os, sys
from embeddings import Encoder
encoder = Encoder.load(None)
texts = [f"Ship {n} came into the harbour of Velm. " * 20 for n in range(24)]
encoder.encode(texts), encoder.encode_query("ship")
child = os.fork()
if not child:
    faulthandler.dump_traceback_later(60, exit=True)
    encoder.encode(texts), encoder.encode_query("ship")
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment, timeout=300)
