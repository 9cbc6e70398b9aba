#!/bin/sh
# Makes the recordings in `samples` anew. Needs flite (Debian package `flite`, tried with 2.2), whose voices CMU built and
# licenses for any use, commercial too; the words of the Gettysburg Address (1863) are in the public domain.
set -eu
cd "$(dirname "$0")/../../../samples"
mkdir -p questions

# say VOICE FILE: speaks the words of FILE.txt into FILE.wav, 16 kHz mono 16 bit
say() {
  flite -voice "$1" -f "$2.txt" -o "$2.wav"
}

say rms gettysburg
say slt questions/capital
say rms questions/arithmetic
