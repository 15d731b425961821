"""Writes predictions of a made-up network, and what scikit-learn, statsmodels and SciPy say about them, into expected.json.

What they do not have for several classes, the Brier score, the calibration error and the area under risk and coverage, is written out in NumPy.
Run with scikit-learn 1.9.1, statsmodels 0.15.0 and their SciPy: python3 make.py
The numbers are drawn from a seed; nothing in the file comes from elsewhere.
"""

import json

import numpy as np
from scipy import optimize, stats
from sklearn.metrics import classification_report, confusion_matrix, log_loss, roc_auc_score, roc_curve, top_k_accuracy_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

CLASSES, COUNT = 5, 160
draw = np.random.default_rng(42)


def predictions():
    """Logits that are too sure of themselves, right about three times in four; the last class is never predicted."""
    labels = draw.integers(0, CLASSES, COUNT)
    logits = draw.normal(0, 2.2, (COUNT, CLASSES)) + 4 * np.eye(CLASSES)[labels]
    logits[:, CLASSES - 1] -= 12
    exponentials = np.exp(logits - logits.max(1, keepdims=True)) + 1e-6  # none is 0, where each program has its own smallest number
    return labels, (exponentials / exponentials.sum(1, keepdims=True)).astype(np.float32)


def at_temperature(probabilities, temperature):
    powers = np.exp(np.log(np.maximum(probabilities, 2.0**-149)) / temperature)
    return powers / powers.sum(1, keepdims=True)


def surprise(labels, probabilities):
    return -np.log(np.maximum(probabilities, 2.0**-149)[np.arange(len(labels)), labels]).mean()


def calibration_error(labels, probabilities, bins=15):
    confidence, right = probabilities.max(1), probabilities.argmax(1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(right[place == at].sum() - confidence[place == at].sum()) for at in range(bins)]
    return sum(gaps) / len(labels)


labels, rounded = predictions()
probabilities = rounded.astype(float)
predicted = probabilities.argmax(1)
right = (predicted == labels).astype(int)
_, others = predictions()
others_right = (others.argmax(1) == labels).astype(int)
table = [[int(np.sum((right == a) & (others_right == b))) for b in (1, 0)] for a in (1, 0)]
inside, outside = np.round(draw.normal(1, 1, 90), 1), np.round(draw.normal(0, 1, 70), 1)
scores, truth = np.concatenate([inside, outside]), np.r_[np.ones(90), np.zeros(70)]
false, true, _ = roc_curve(truth, scores, drop_intermediate=False)
p_values = [0.001, 0.04, 0.03, 0.005, 0.5, 0.04]
fitted = optimize.minimize_scalar(lambda t: surprise(labels, at_temperature(probabilities, t)), bounds=(0.05, 20), options={"xatol": 1e-10})
order = np.argsort(-probabilities.max(1), kind="stable")
runs = [0.9951, 0.9960, 0.9948, 0.9957, 0.9949]
rivals = [0.9940, 0.9958, 0.9944, 0.9951, 0.9950]
difference = np.array(runs) - np.array(rivals)

expected = {
    "labels": labels.tolist(),
    "probabilities": [float(str(value)) for value in rounded.ravel()],
    "confusion": confusion_matrix(labels, predicted, labels=range(CLASSES)).tolist(),
    "report": classification_report(labels, predicted, output_dict=True, zero_division=0.0),
    "reportText": classification_report(labels, predicted, digits=4, zero_division=0.0),
    "top2": top_k_accuracy_score(labels, probabilities, k=2),
    "nll": log_loss(labels, probabilities / probabilities.sum(1, keepdims=True)),
    "brier": float(((probabilities - np.eye(CLASSES)[labels]) ** 2).sum(1).mean()),
    "ece": calibration_error(labels, probabilities),
    "temperature": float(fitted.x),
    "nllAtTemperature": float(fitted.fun),
    "aurc": float((np.cumsum(1 - right[order]) / np.arange(1, COUNT + 1)).mean()),
    "wilson": [[hits, count, *map(float, proportion_confint(hits, count, method="wilson"))] for hits, count in [(9956, 10000), (0, 50), (50, 50), (3, 7)]],
    "clopperPearsonUpper": [[hits, count, float(stats.beta.ppf(0.95, hits + 1, count - hits))] for hits, count in [(0, 300), (4, 1000), (60, 100)]],
    "othersRight": others_right.tolist(),
    "mcnemar": float(mcnemar(table, exact=True).pvalue),
    "holm": {"p": p_values, "adjusted": multipletests(p_values, method="holm")[1].tolist()},
    "auroc": {
        "inside": inside.tolist(),
        "outside": outside.tolist(),
        "auroc": float(roc_auc_score(truth, scores)),
        "fpr95": float(false[np.argmax(true >= 0.95)]),
    },
    "studentT": [[p, n, float(stats.t.ppf((1 + p) / 2, n))] for p, n in [(0.95, 1), (0.95, 2), (0.95, 4), (0.99, 9), (0.9, 30)]],
    "paired": {"first": runs, "second": rivals, "interval": [float(end) for end in stats.t.interval(0.95, 4, difference.mean(), stats.sem(difference))]},
}
with open("expected.json", "w") as file:
    json.dump(expected, file)
    file.write("\n")
