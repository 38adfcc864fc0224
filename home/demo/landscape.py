"""What the demo's scenes are put together from: light, hills, woods, water, windows, people."""

import math
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Light:
    """The colours of one hour of one season, from the sky down to what stands nearest."""

    sky: str
    low_sky: str
    sun: str
    far: str
    middle: str
    near: str
    dark: str
    water: str
    glow: str


MIST = Light("#dfe7e2", "#eef1ea", "#f7f2df", "#bccbc3", "#8ea79b", "#3e5f52", "#22382f", "#9db2a8", "#f3dc8c")
DUSK = Light("#e3d3b9", "#f2e4c9", "#fbf1d2", "#d0b592", "#a98663", "#5f4733", "#33261c", "#bd9d78", "#ffe2a0")
WINTER = Light("#d6dfe6", "#eef1f2", "#fbf8ee", "#bfccd6", "#94a7b5", "#4c6273", "#253744", "#e9eef1", "#f6d98f")
NIGHT = Light("#40535c", "#6e8387", "#f2eeda", "#5b7074", "#43585b", "#26393b", "#142224", "#50666a", "#f7d984")


def luck(seed):
    """Chances that fall alike each time, so that a scene is drawn the same everywhere."""
    return Random(seed)  # noqa: S311


def land(pen, width, height, light, chance):
    """Sky, sun and three lines of hills, the nearest wooded."""
    for band in range(60):
        part = band / 59
        pen.rectangle(
            (0, height * 0.72 * band / 60, width, height * 0.72 * (band + 1) / 60 + 1),
            fill=_between(light.sky, light.low_sky, part),
        )
    radius, x, y = height * 0.07, width * chance.uniform(0.68, 0.84), height * chance.uniform(0.16, 0.26)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=light.sun)
    for base, swing, colour in ((0.46, 0.09, light.far), (0.55, 0.06, light.middle)):
        _ridge(pen, width, height, base, swing, colour, chance)
    shore = height * 0.68
    for depth in range(2):
        colour = _between(light.middle, light.near, 0.5 + depth * 0.5)
        x = -width * 0.03
        while x < width * 1.03:
            fir(pen, x, shore, height * chance.uniform(0.07, 0.15) * (1.2 - depth * 0.3), colour)
            x += width * chance.uniform(0.012, 0.026)
        pen.rectangle((0, shore - height * 0.012, width, shore + height * 0.05), fill=colour)


def _ridge(pen, width, height, base, swing, colour, chance):
    waves = [(chance.uniform(1.2, 5.5), chance.uniform(0, 6.3), chance.uniform(0.3, 1)) for _wave in range(4)]
    line = []
    for step in range(161):
        part = step / 160
        rise = sum(share * math.sin(part * pace * 3.14 + start) for pace, start, share in waves) / 2.4
        line.append((width * part, height * (base + swing * rise)))
    pen.polygon([*line, (width, height), (0, height)], fill=colour)


def water(pen, width, height, light, chance):
    """Water with bars of light in it, over whatever was drawn below the shore."""
    shore = height * 0.68
    for band in range(40):
        part = band / 39
        y = shore + (height - shore) * band / 40
        pen.rectangle((0, y, width, height), fill=_between(light.middle, light.water, min(1, part * 1.6)))
    for _ripple in range(46):
        y = shore + (height - shore) * chance.uniform(0.04, 0.98) ** 1.2
        long, x = width * chance.uniform(0.05, 0.3), chance.uniform(-0.1, 0.95) * width
        shade = chance.choice((light.low_sky, light.far, light.middle))
        pen.rectangle((x, y, x + long, y + max(2, height * 0.0035)), fill=_between(light.water, shade, 0.5))


def fir(pen, x, base, tall, colour):
    broad = tall * 0.26
    for tier in range(3):
        top, foot = base - tall * (1 - tier * 0.24), base - tall * (0.52 - tier * 0.26)
        wide = broad * (0.5 + tier * 0.25)
        pen.polygon([(x, top), (x - wide, foot), (x + wide, foot)], fill=colour)


def birches(pen, width, height, light, chance):
    for x in (0.06, 0.1, 0.15, 0.9, 0.95):
        base, lean = height * chance.uniform(0.8, 0.9), width * chance.uniform(-0.01, 0.01)
        top = base - height * chance.uniform(0.42, 0.55)
        pen.line((width * x, base, width * x + lean, top), fill=light.sun, width=max(3, int(width * 0.006)))
        for _leaf in range(26):
            cx, cy = width * x + lean + chance.gauss(0, width * 0.022), top + abs(chance.gauss(0, height * 0.09))
            size = width * chance.uniform(0.006, 0.014)
            pen.ellipse((cx - size, cy - size, cx + size, cy + size), fill=chance.choice((light.near, light.middle)))


def windows(pen, corner, counts, steps, size, colour, tallness=1.2):
    for column in range(counts[0]):
        for row in range(counts[1]):
            x, y = corner[0] + column * steps[0], corner[1] + row * steps[1]
            pen.rectangle((x, y, x + size, y + size * tallness), fill=colour)


def head(pen, x, y, size, colour):
    pen.ellipse((x - size * 0.62, y - size * 0.75, x + size * 0.62, y + size * 0.75), fill=colour)
    pen.rounded_rectangle((x - size * 1.2, y + size * 0.85, x + size * 1.2, y + size * 4), size * 0.7, fill=colour)


def _between(first, second, part):
    """The colour this far on the way from the first to the second."""
    return tuple(
        round(int(first[place : place + 2], 16) * (1 - part) + int(second[place : place + 2], 16) * part)
        for place in (1, 3, 5)
    )
