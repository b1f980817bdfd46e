"""Train the bundled reader from the embedding model's weights: `python -m training --stage pointer --minutes 90`."""

import argparse
import time
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from torch import nn
from transformers import BartForConditionalGeneration, BertModel

from training import checkpoint
from training.base_weights import base_weights
from training.batch import Batch, Sampler
from training.dev_score import dev_score
from training.example import Context, Example, load_examples
from training.export import export
from training.mixture import MIXTURE
from training.negatives import mine
from training.optimizer import MasterAdamW
from training.reader_model import grow
from training.stage import RECIPES, Decoder, Pointer

SAVE_EVERY_S = 300
DEV_QUESTIONS = 300


def main() -> None:
    """Run one stage up to its minutes, going on from the last checkpoint in `--out` where there is one."""
    arguments = _arguments()
    torch.manual_seed(arguments.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    weights = base_weights()
    reader = grow(BertModel.from_pretrained(weights, attn_implementation="eager"))
    reader.set_attn_implementation("eager")
    head = nn.Linear(reader.model.shared.embedding_dim, 2)
    nn.init.normal_(head.weight, std=0.02)
    nn.init.zeros_(head.bias)
    _resume(arguments.out / "pointer.pt", reader, head, arguments.stage == "decoder")
    modules: tuple[nn.Module, ...] = (reader, head)
    for module in modules:
        module.to(device, torch.bfloat16)
    recipe = RECIPES[arguments.stage]
    stage = Pointer(reader, head, recipe) if arguments.stage == "pointer" else Decoder(reader, recipe)
    optimizer = MasterAdamW(stage.groups)

    state = checkpoint.load(arguments.out / f"{arguments.stage}.pt")
    done_s, steps, seen = 0.0, 0, 0
    if state:
        optimizer.load_state_dict(state["optimizer"])
        done_s, steps, seen = state["seconds"], state["steps"], state["seen"]

    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples, negatives = _examples(arguments.data / "train", tokenizer, weights, arguments.stage)
    newwiki = next(item for item in MIXTURE if item.name == "squadshifts_newwiki")
    dev = load_examples(arguments.data / "dev", newwiki, tokenizer)[:DEV_QUESTIONS]
    sampler = Sampler(examples, negatives, wrong=recipe.wrong, tokens=arguments.tokens, seed=arguments.seed + steps)
    print(f"{len(examples)} examples, {sum(map(bool, negatives))} with mined passages; {device}", flush=True)

    budget_s = arguments.minutes * 60
    mean, last_save, tick = 0.0, time.monotonic(), time.monotonic()
    while done_s < budget_s:
        length = recipe.early_length if done_s < 0.65 * budget_s else recipe.late_length
        for batch in sampler.batches(length):
            loss = stage.loss(_to(batch, device))
            torch.autograd.backward(loss)
            optimizer.step(_factor(done_s / budget_s, steps))
            mean += (loss.item() - mean) * (0.01 if steps > 100 else 0.1)
            steps, seen = steps + 1, seen + len(batch.ids)
            now = time.monotonic()
            done_s, tick = done_s + now - tick, now
            if now - last_save > SAVE_EVERY_S or done_s >= budget_s:
                _save(arguments, reader, head, optimizer, done_s, steps, seen)
                match, score = dev_score(reader, head, dev)
                print(
                    f"{done_s / 60:.0f} min, {steps} steps, {seen} examples, loss {mean:.3f}, "
                    f"dev exact match {match:.1f}, F1 {score:.1f}",
                    flush=True,
                )
                last_save = tick = time.monotonic()
            if done_s >= budget_s:
                break
    export(reader, head, weights, arguments.out / "reader")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/qa"), help="folder with train/ and dev/")
    parser.add_argument("--out", type=Path, default=Path(".runs/reader"), help="checkpoints and the exported reader")
    parser.add_argument("--stage", choices=tuple(RECIPES), required=True)
    parser.add_argument("--minutes", type=float, required=True, help="length of the whole stage, earlier runs included")
    parser.add_argument("--tokens", type=int, default=5000, help="word pieces in a batch; more on a GPU")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _examples(
    folder: Path, tokenizer: Tokenizer, weights: Path, stage: str
) -> tuple[list[Example], list[tuple[Context, ...]]]:
    examples = [example for item in MIXTURE for example in load_examples(folder, item, tokenizer)]
    negatives: list[tuple[Context, ...]] = [()] * len(examples)
    if stage == "decoder":
        kept = [example for example in examples if example.answers and example.ingredient.target == "span"]
        return kept, negatives[: len(kept)]
    places = [place for place, example in enumerate(examples) if example.ingredient.mined]
    encoder = SentenceTransformer(str(weights))
    mined = mine([examples[place] for place in places], encoder)
    for place, contexts in zip(places, mined, strict=True):
        negatives[place] = contexts
    return examples, negatives


def _factor(progress: float, steps: int) -> float:
    """Warm up over 200 steps, then fall linearly to a hundredth at the end."""
    return min(1.0, (steps + 1) / 200) * max(0.01, 1 - progress)


def _to(batch: Batch, device: torch.device) -> Batch:
    return Batch(*(getattr(batch, name).to(device, non_blocking=True) for name in Batch.__slots__))


def _resume(path: Path, reader: BartForConditionalGeneration, head: nn.Linear, required: bool) -> None:
    state = checkpoint.load(path)
    if state:
        reader.load_state_dict(state["reader"])
        head.load_state_dict(state["head"])
    elif required:
        raise SystemExit(f"{path} is missing; train the pointer first: python -m training --stage pointer --minutes 90")


def _save(
    arguments: argparse.Namespace,
    reader: BartForConditionalGeneration,
    head: nn.Linear,
    optimizer: MasterAdamW,
    seconds: float,
    steps: int,
    seen: int,
) -> None:
    state: dict[str, Any] = {
        "reader": {name: weight.float() for name, weight in reader.state_dict().items()},
        "head": {name: weight.float() for name, weight in head.state_dict().items()},
        "optimizer": optimizer.state_dict(),
        "seconds": seconds,
        "steps": steps,
        "seen": seen,
    }
    checkpoint.save(arguments.out / f"{arguments.stage}.pt", state)


if __name__ == "__main__":
    main()
