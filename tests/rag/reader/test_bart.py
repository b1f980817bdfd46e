import copy

import pytest
import torch

from rag.reader.bart import Bart
from rag.reader.bundled import BUNDLED

ROWS = torch.tensor([0, 0, 2])


@pytest.fixture(scope="module")
def bart() -> Bart:
    return Bart(BUNDLED, torch.float32)


@pytest.fixture(scope="module")
def batch() -> tuple[torch.Tensor, torch.Tensor]:
    ids = torch.randint(1000, 30000, (3, 40), generator=torch.Generator().manual_seed(0))
    mask = torch.ones_like(ids)
    mask[1, 25:] = 0
    return ids, mask


@torch.inference_mode()
def test_it_encodes_as_transformers_does(bart: Bart, batch: tuple[torch.Tensor, torch.Tensor]) -> None:
    ids, mask = batch
    for seen in (mask, torch.ones_like(mask)):
        ours = bart.get_encoder()(input_ids=ids, attention_mask=seen).last_hidden_state
        theirs = bart.whole.get_encoder()(input_ids=ids, attention_mask=seen).last_hidden_state
        assert torch.allclose(ours[seen.bool()], theirs[seen.bool()], atol=1e-4)


@torch.inference_mode()
def test_it_decodes_as_transformers_does_from_the_start_and_further_on(
    bart: Bart, batch: tuple[torch.Tensor, torch.Tensor]
) -> None:
    ids, mask = batch
    states = bart.get_encoder()(input_ids=ids, attention_mask=mask).last_hidden_state
    targets = ids[ROWS, 5:9]
    logits = []
    for model in (bart, bart.whole):
        first = model(encoder_outputs=(states,), attention_mask=mask, decoder_input_ids=ids[:, :2], use_cache=True)
        past = copy.deepcopy(first.past_key_values)
        past.batch_select_indices(ROWS)
        further = model(
            encoder_outputs=(states[ROWS],),
            attention_mask=mask[ROWS],
            decoder_input_ids=targets,
            past_key_values=past,
            use_cache=True,
        )
        logits.append((first.logits, further.logits))
    for ours, theirs in zip(*logits, strict=True):
        assert torch.allclose(ours, theirs, atol=1e-3)
