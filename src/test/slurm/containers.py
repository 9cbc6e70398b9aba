"""containers.py JOBS DATA: carries out the containers of kubernetes*.yaml and aws-batch.json in the folder JOBS, index after index, without a cluster.

What the cluster does is done here: variables and parameters are filled in, secrets come from our own environment, /data is
DATA. Every command has to end with 0 or 8.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

import yaml

jobs, data = map(pathlib.Path, sys.argv[1:])


def run(command, variables):
    words = [word.replace('/data', str(data)) for word in command]
    code = subprocess.run(words, env=os.environ | variables, stdout=subprocess.DEVNULL, check=False).returncode
    assert code in (0, 8), f'{words} ended with {code}'


def container(job):
    pod = job['spec']['template']['spec']
    assert pod['restartPolicy'] == 'Never'
    (only,) = pod['containers']
    volumes = {volume['name'] for volume in pod['volumes']}
    assert {mount['name'] for mount in only['volumeMounts']} == volumes
    return only, {entry['name']: entry['value'] for entry in only['env'] if 'value' in entry}


def kubernetes():
    claim, job = yaml.safe_load_all((jobs / 'kubernetes.yaml').read_text('utf-8'))
    (merge,) = yaml.safe_load_all((jobs / 'kubernetes-merge.yaml').read_text('utf-8'))
    spec = job['spec']
    parts = spec['completions']
    only, told = container(job)
    assert spec['completionMode'] == 'Indexed'
    assert [spec['parallelism'], int(told['JOB_COMPLETIONS'])] == [parts, parts]
    for rule in spec['podFailurePolicy']['rules']:
        assert rule.get('onExitCodes', {'containerName': only['name']})['containerName'] == only['name']
    for one in (job, merge):
        assert one['spec']['template']['spec']['volumes'][0]['persistentVolumeClaim']['claimName'] == claim['metadata']['name']
    for index in range(parts):
        variables = told | {'JOB_COMPLETION_INDEX': str(index)}
        run(only['command'] + [re.sub(r'\$\((\w+)\)', lambda name: variables[name[1]], word) for word in only['args']], variables)
    last, told = container(merge)
    run(last['command'], told)
    return parts


def aws_batch():
    job = json.loads((jobs / 'aws-batch.json').read_text('utf-8'))
    only = job['containerProperties']
    told = {entry['name']: entry['value'] for entry in only['environment']}
    command = [job['parameters'][word[5:]] if word.startswith('Ref::') else word for word in only['command']]
    parts = 3
    for index in range(parts):
        run(command, told | {'AWS_BATCH_JOB_ARRAY_INDEX': str(index), 'AWS_BATCH_JOB_ARRAY_SIZE': str(parts)})
    return parts


def results():
    """Moves the results away and says how many parts and rows there are."""
    found = sorted((data / 'run').glob('part-*'))
    rows = sum(len((part / 'results.jsonl').read_text('utf-8').splitlines()) for part in found)
    (data / 'run').rename(data / f'run-{len(found)}')
    return len(found), rows


items = len(list((data / 'wavs').rglob('*.wav')))
for cluster in (kubernetes, aws_batch):
    expected = (cluster(), items)
    found = results()
    assert found == expected, f'{cluster.__name__}: {found} parts and rows, not {expected}'
merged = (data / 'run-4' / 'all' / 'results.jsonl').read_text('utf-8').splitlines()
assert len(merged) == items, f'{len(merged)} rows were merged, not {items}'
print(f'{items} recordings, by each index of kubernetes.yaml and of aws-batch.json')
