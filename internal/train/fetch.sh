#!/usr/bin/env bash
# Fetches the transcripts from which the tables of package extract are made, from their public repositories.
#
# usage: internal/train/fetch.sh DIR
#
# Every row of extract/inputs.tsv becomes a file in DIR: pairs/NAME.noisy.txt and pairs/NAME.clean.txt, and other/NAME.EXT.
# Only the commits and files that are needed are downloaded. A file with another SHA-256 is reported and kept; the exit
# status is then 1.
set -euo pipefail

if [ $# -ne 1 ]; then
	echo "usage: $0 DIR" >&2
	exit 2
fi
inputs=$(cd "$(dirname "$0")/../.." && pwd)/extract/inputs.tsv
base=${FETCH_BASE:-https://github.com/}
mkdir -p "$1"
cd "$1"

clone() { # repository
	local dir="git/$1"
	if [ ! -d "$dir" ]; then
		git clone -q --bare --filter=blob:none "$base$1" "$dir"
	fi
}

failed=0
while IFS=$'\t' read -r file repository commit path sum; do
	case $file in '#'*) continue ;; esac
	clone "$repository"
	mkdir -p "$(dirname "$file")"
	if ! git -C "git/$repository" show "$commit:$path" >"$file"; then
		echo "$file: $repository has no $path at $commit" >&2
		failed=1
	elif [ "$(sha256sum "$file" | cut -d' ' -f1)" != "$sum" ]; then
		echo "$file: $path at $commit has another SHA-256 than in extract/inputs.tsv" >&2
		failed=1
	fi
done <"$inputs"
exit "$failed"
