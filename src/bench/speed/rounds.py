"""Programs run in turn, and their figures as ratios within one round: the machine drifts, its ratios hardly do."""
import statistics
from trial import run

WARM_UP = 2


def paired(variants, rounds, far_end=None, count_threads=False, warm_up=WARM_UP):
    """Runs every variant once a round, each round beginning with another one; the first rounds do not count.

    variants: name -> (command, environment).  Returns name -> list of trials, one a round."""
    names = list(variants)
    trials = {name: [] for name in names}
    for number in range(warm_up + rounds):
        for step in range(len(names)):
            name = names[(number + step) % len(names)]
            command, environment = variants[name]
            trial = run(command, environment, far_end, count_threads)
            if number >= warm_up:
                trials[name].append(trial)
    return trials


def figures(trials, of):
    return [getattr(trial, of) for trial in trials]


def ratios(trials, base, of):
    return [a / b for a, b in zip(figures(trials, of), figures(base, of))]


def spread(values):
    """Median, and the quarter and three-quarter points."""
    ordered = sorted(values)
    low, high = (statistics.quantiles(ordered, n=4)[0::2] if len(ordered) > 2 else (ordered[0], ordered[-1]))
    return statistics.median(ordered), low, high


def table(title, trials, base, columns):
    """columns: attribute -> heading.  Every cell is the median, and the median of the round's ratio to `base` with its
    quartiles."""
    print(f'\n{title}')
    rows = [['', *columns.values()]]
    for name, own in trials.items():
        row = [name]
        for attribute in columns:
            text = f'{statistics.median(figures(own, attribute)):.0f}'
            if name != base:
                middle, low, high = spread(ratios(own, trials[base], attribute))
                text += f' {middle:.2f}x ({low:.2f}-{high:.2f})'
            row.append(text)
        rows.append(row)
    show(rows)


def show(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print('  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip(), flush=True)
