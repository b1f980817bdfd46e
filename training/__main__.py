"""Train the bundled reader from the embedding model's weights: `python -m training --stage pointer --minutes 90`."""

import argparse
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BartForConditionalGeneration, BertModel

from embeddings.encoding.bundled import bundled_model
from training import curve
from training.examples.collection import dev_questions, mined_passages, training_examples, word_pieces
from training.examples.example import Context
from training.examples.sampling import Sampler
from training.fitting.dev_score import Score, dev_score
from training.loop import Progress, train
from training.model import average, checkpoint
from training.model.export import export
from training.model.optimizer import MasterAdamW, precision
from training.model.reader_model import HEAD_ROWS, encode, grow
from training.model.start import take_up
from training.stage import RECIPES, Decoder, Pointer, Recipe

# Passages are shorter for so much of a stage, and longer then.
_EARLY = 0.65


def main() -> None:
    """Run one stage up to its minutes, going on from the last checkpoint in `--out` where there is one."""
    arguments = _arguments()
    torch.manual_seed(arguments.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    reader, head = _begun(arguments)
    before = average.weights(reader, head)
    saved = arguments.out / f"{arguments.stage}.pt"
    state = checkpoint.load(saved)
    if state:
        average.set_weights(reader, head, state)
    modules: tuple[nn.Module, ...] = (reader, head)
    for module in modules:
        module.to(device, precision(device))
    recipe = RECIPES[arguments.stage]
    stage = Decoder(reader, recipe) if arguments.stage == "decoder" else Pointer(reader, head, recipe)
    optimizer = MasterAdamW(stage.groups)
    if state:
        optimizer.load_state_dict(state["optimizer"])
    progress = Progress.of(state)
    tokenizer = word_pieces(bundled_model())
    dev = dev_questions(arguments.data / "dev", tokenizer)

    def keep() -> None:
        kept = {**average.weights(reader, head), "optimizer": optimizer.state_dict(), **progress.state()}
        checkpoint.save(saved, kept)
        score = dev_score(_scorer(reader, head), *dev)
        if isinstance(stage, Pointer):
            curve.record(arguments.out, arguments.stage, progress.seen, score)
        print(f"{progress}, {score}", flush=True)

    train(
        _sampler(arguments, recipe, tokenizer, progress),
        lambda batch: stage.loss(batch.to(device)),
        optimizer,
        progress,
        minutes=arguments.minutes,
        length=lambda share: recipe.early_length if share < _EARLY else recipe.late_length,
        keep=keep,
    )
    if recipe.averaged:
        average.halfway(reader, head, before)
        print(f"averaged with the weights before, {dev_score(_scorer(reader, head), *dev)}", flush=True)
        checkpoint.save(arguments.out / average.FILE, average.weights(reader, head))
    export(reader, head, bundled_model(), arguments.out / "reader")


def _begun(arguments: argparse.Namespace) -> tuple[BartForConditionalGeneration, nn.Linear]:
    """Return reader and head as the stage finds them: where the stage before left them, else as training begins."""
    reader = grow(BertModel.from_pretrained(bundled_model(), attn_implementation="eager"))
    reader.set_attn_implementation("eager")
    head = nn.Linear(reader.model.shared.embedding_dim, HEAD_ROWS)
    nn.init.normal_(head.weight, std=0.02)
    nn.init.zeros_(head.bias)
    if arguments.start:
        take_up(arguments.start, reader, head)
    stages = tuple(RECIPES)
    names = [f"{name}.pt" for name in stages[: stages.index(arguments.stage)]]
    if arguments.stage == stages[-1]:
        names.append(average.FILE)
    state = next(filter(None, (checkpoint.load(arguments.out / name) for name in reversed(names))), None)
    if state:
        average.set_weights(reader, head, state)
    elif names and not arguments.start:
        raise SystemExit(
            f"{arguments.out} holds no pointer yet; train it first: python -m training --stage pointer --minutes 90"
        )
    return reader, head


def _sampler(arguments: argparse.Namespace, recipe: Recipe, tokenizer: Tokenizer, progress: Progress) -> Sampler:
    examples = training_examples(arguments.data / "train", tokenizer)
    if arguments.stage == "decoder":
        # Without mined passages: the pointer has learned what they teach, and mining takes minutes.
        examples = [example for example in examples if example.ingredient.target != "sentence"]
        negatives: list[tuple[Context, ...]] = [()] * len(examples)
    else:
        negatives = mined_passages(examples, arguments.out / "mined.npy")
    print(f"{len(examples)} examples, {sum(map(bool, negatives))} with mined passages", flush=True)
    return Sampler(
        examples,
        negatives,
        wrong=recipe.wrong,
        perturbed=recipe.perturbed,
        tokenizer=tokenizer,
        tokens=arguments.tokens,
        seed=arguments.seed + progress.steps,
        refining=arguments.stage == "refine",
    )


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


if __name__ == "__main__":
    main()
