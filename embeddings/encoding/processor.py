"""The processor: which arithmetic it does in hardware."""

from functools import cache


@cache
def multiplies_bfloat16() -> bool:
    """Say whether products in bfloat16 are faster here than in float32; elsewhere they take many times as long."""
    import torch

    capabilities = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))
