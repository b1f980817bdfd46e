"""Train the bundled reader from the embedding model's weights: `python -m training --stage pointer --minutes 90`."""

import argparse
import time
from pathlib import Path

import torch
from torch import nn
from transformers import BartForConditionalGeneration, BertModel

from embeddings.encoding.bundled import bundled_model
from training import curve
from training.examples.collection import dev_questions, mined_passages, training_examples, word_pieces
from training.examples.example import Context
from training.examples.sampling import Sampler
from training.fitting.dev_score import Score, dev_score
from training.model import average, checkpoint
from training.model.export import export
from training.model.optimizer import MasterAdamW, factor, precision
from training.model.reader_model import HEAD_ROWS, encode, grow
from training.model.start import take_up
from training.stage import RECIPES, Decoder, Pointer

SAVE_EVERY_S = 600


def main() -> None:
    """Run one stage up to its minutes, going on from the last checkpoint in `--out` where there is one."""
    arguments = _arguments()
    torch.manual_seed(arguments.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    weights = bundled_model()
    reader = grow(BertModel.from_pretrained(weights, attn_implementation="eager"))
    reader.set_attn_implementation("eager")
    head = nn.Linear(reader.model.shared.embedding_dim, HEAD_ROWS)
    nn.init.normal_(head.weight, std=0.02)
    nn.init.zeros_(head.bias)
    if arguments.start:
        take_up(arguments.start, reader, head)
    _take_over(arguments, reader, head)
    before = average.weights(reader, head)
    state = checkpoint.load(arguments.out / f"{arguments.stage}.pt")
    if state:
        reader.load_state_dict(state["reader"])
        head.load_state_dict(state["head"])
    modules: tuple[nn.Module, ...] = (reader, head)
    for module in modules:
        module.to(device, precision(device))
    recipe = RECIPES[arguments.stage]
    stage = Decoder(reader, recipe) if arguments.stage == "decoder" else Pointer(reader, head, recipe)
    optimizer = MasterAdamW(stage.groups)

    done_s, steps, seen = 0.0, 0, 0
    if state:
        optimizer.load_state_dict(state["optimizer"])
        done_s, steps, seen = state["seconds"], state["steps"], state["seen"]

    tokenizer = word_pieces(weights)
    examples = training_examples(arguments.data / "train", tokenizer)
    if arguments.stage == "decoder":
        # Without mined passages: the pointer has learned what they teach, and mining takes minutes.
        examples = [example for example in examples if example.ingredient.target != "sentence"]
        negatives: list[tuple[Context, ...]] = [()] * len(examples)
    else:
        negatives = mined_passages(examples, arguments.out / "mined.npy")
    dev = dev_questions(arguments.data / "dev", tokenizer)
    sampler = Sampler(
        examples,
        negatives,
        wrong=recipe.wrong,
        perturbed=recipe.perturbed,
        tokenizer=tokenizer,
        tokens=arguments.tokens,
        seed=arguments.seed + steps,
        refining=arguments.stage == "refine",
    )
    print(f"{len(examples)} examples, {sum(map(bool, negatives))} with mined passages; {device}", flush=True)

    budget_s = arguments.minutes * 60
    mean, last_save, tick = 0.0, time.monotonic(), time.monotonic()
    while done_s < budget_s:
        length = recipe.early_length if done_s < 0.65 * budget_s else recipe.late_length
        for batch in sampler.batches(length):
            loss = stage.loss(batch.to(device))
            torch.autograd.backward(loss)
            optimizer.step(factor(done_s / budget_s, steps))
            mean += (loss.item() - mean) * (0.01 if steps > 100 else 0.1)
            steps, seen = steps + 1, seen + len(batch.ids)
            now = time.monotonic()
            done_s, tick = done_s + now - tick, now
            if steps % 100 == 0:
                print(f"{done_s / 60:.1f} min, {steps} steps, {seen} rows, loss {mean:.3f}", flush=True)
            if now - last_save > SAVE_EVERY_S or done_s >= budget_s:
                _save(arguments, reader, head, optimizer, done_s, steps, seen)
                score = dev_score(_scorer(reader, head), *dev)
                if isinstance(stage, Pointer):
                    curve.record(arguments.out, arguments.stage, seen, score)
                print(f"{done_s / 60:.0f} min, {steps} steps, {seen} examples, loss {mean:.3f}, {score}", flush=True)
                last_save = tick = time.monotonic()
            if done_s >= budget_s:
                break
    if recipe.averaged:
        average.halfway(reader, head, before)
        print(f"averaged with the weights before, {dev_score(_scorer(reader, head), *dev)}", flush=True)
        checkpoint.save(arguments.out / average.FILE, average.weights(reader, head))
    export(reader, head, weights, arguments.out / "reader")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/qa"), help="folder with train/ and dev/")
    parser.add_argument("--out", type=Path, default=Path(".runs/reader"), help="checkpoints and the exported reader")
    parser.add_argument("--start", type=Path, help="exported reader to go on from, in place of the embedding model")
    parser.add_argument("--stage", choices=tuple(RECIPES), required=True)
    parser.add_argument("--minutes", type=float, required=True, help="length of the whole stage, earlier runs included")
    parser.add_argument("--tokens", type=int, default=5000, help="word pieces in a batch; more on a GPU")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _scorer(reader: BartForConditionalGeneration, head: nn.Linear) -> Score:
    def score(ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        device = head.weight.device
        logits: torch.Tensor = head(encode(reader.model.encoder, ids.to(device), mask.to(device), None))
        return logits

    return score


def _take_over(arguments: argparse.Namespace, reader: BartForConditionalGeneration, head: nn.Linear) -> None:
    """Take the weights where the nearest stage before this one left them."""
    stages = tuple(RECIPES)
    names = [f"{name}.pt" for name in stages[: stages.index(arguments.stage)]]
    if arguments.stage == stages[-1]:
        names.append(average.FILE)
    for name in reversed(names):
        state = checkpoint.load(arguments.out / name)
        if state:
            reader.load_state_dict(state["reader"])
            head.load_state_dict(state["head"])
            return
    if names and not arguments.start:
        raise SystemExit(
            f"{arguments.out} holds no pointer yet; train it first: python -m training --stage pointer --minutes 90"
        )


def _save(
    arguments: argparse.Namespace,
    reader: BartForConditionalGeneration,
    head: nn.Linear,
    optimizer: MasterAdamW,
    seconds: float,
    steps: int,
    seen: int,
) -> None:
    state = {
        **average.weights(reader, head),
        "optimizer": optimizer.state_dict(),
        "seconds": seconds,
        "steps": steps,
        "seen": seen,
    }
    checkpoint.save(arguments.out / f"{arguments.stage}.pt", state)


if __name__ == "__main__":
    main()
