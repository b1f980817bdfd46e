"""The peers comparison: citewire beside other retrieval libraries, each in a process of its own, on the same job.

Run it with `python -m benchmarks.peers` or `make peers`. What a process is given and what it answers is in `job`; one
module each runs a system. Those of the peers need that peer's virtual environment and the standard library only.
"""
