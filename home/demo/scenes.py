"""Scenes for the demo federation's pictures: the lake, and what people have built by it."""

from home.demo.landscape import birches, fir, head, land, luck, water, windows


def lake(light):
    """A lake under wooded hills."""

    def draw(pen, width, height):
        land(pen, width, height, light, luck(7))
        water(pen, width, height, light, luck(8))

    return draw


def sawmill(light):
    """A mill with a saw-tooth roof and a chimney, on the shore."""

    def draw(pen, width, height):
        land(pen, width, height, light, luck(21))
        shore = height * 0.66
        left, tooth, top = width * 0.46, width * 0.075, height * 0.54
        pen.polygon(
            [
                (left, shore),
                (left, top),
                *(
                    corner
                    for step in range(4)
                    for corner in (
                        (left + tooth * (step + 1), top - height * 0.06),
                        (left + tooth * (step + 1), top),
                    )
                ),
                (left + tooth * 5.4, top),
                (left + tooth * 5.4, shore),
            ],
            fill=light.dark,
        )
        chimney = left + tooth * 4.6
        pen.polygon(
            [
                (chimney, top),
                (chimney + width * 0.004, height * 0.3),
                (chimney + width * 0.022, height * 0.3),
                (chimney + width * 0.026, top),
            ],
            fill=light.dark,
        )
        for puff in range(9):
            size, x = width * (0.012 + puff * 0.004), chimney + width * (0.012 + puff * 0.021)
            y = height * (0.285 - puff * 0.013)
            pen.ellipse((x - size, y - size, x + size, y + size * 0.8), fill=light.low_sky)
        windows(pen, (left + tooth * 0.2, top + height * 0.035), (7, 1), (tooth * 0.7, 0), tooth * 0.36, light.glow)
        water(pen, width, height, light, luck(22))

    return draw


def hospital(light):
    """A long white house with many windows behind birches."""

    def draw(pen, width, height):
        land(pen, width, height, light, luck(34))
        ground, left, right, top = height * 0.74, width * 0.2, width * 0.86, height * 0.36
        pen.rectangle((0, ground, width, height), fill=light.middle)
        pen.rectangle((left, top, right, ground), fill=light.low_sky)
        pen.rectangle((left, top, right, top + height * 0.02), fill=light.near)
        middle = (left + right) / 2
        pen.rectangle((middle - width * 0.07, top - height * 0.08, middle + width * 0.07, ground), fill=light.sun)
        pen.rectangle(
            (middle - width * 0.07, top - height * 0.08, middle + width * 0.07, top - height * 0.06), fill=light.near
        )
        pen.rectangle((middle - width * 0.025, ground - height * 0.11, middle + width * 0.025, ground), fill=light.near)
        for start in (left + width * 0.03, middle + width * 0.1):
            windows(pen, (start, top + height * 0.06), (4, 3), (width * 0.05, height * 0.1), width * 0.022, light.near)
        windows(pen, (middle - width * 0.045, top), (2, 2), (width * 0.062, height * 0.1), width * 0.024, light.near)
        birches(pen, width, height, light, luck(35))

    return draw


def winter_school(light):
    """A wooden house with lit windows among firs, after snow."""

    def draw(pen, width, height):
        land(pen, width, height, light, luck(55))
        ground = height * 0.68
        pen.polygon(
            [(0, ground), (width * 0.4, ground - height * 0.03), (width, ground), (width, height), (0, height)],
            fill=light.water,
        )
        left, right, eaves = width * 0.34, width * 0.68, height * 0.5
        pen.rectangle((left, eaves, right, height * 0.74), fill=light.dark)
        pen.polygon(
            [
                (left - width * 0.03, eaves),
                ((left + right) / 2, height * 0.3),
                (right + width * 0.03, eaves),
            ],
            fill=light.low_sky,
        )
        pen.polygon(
            [(left, eaves), ((left + right) / 2, height * 0.335), (right, eaves)],
            fill=light.near,
        )
        windows(pen, (left + width * 0.035, height * 0.56), (4, 1), (width * 0.075, 0), width * 0.045, light.glow, 1.25)
        windows(pen, ((left + right) / 2 - width * 0.02, height * 0.41), (1, 1), (0, 0), width * 0.04, light.glow)
        chance = luck(56)
        for _number in range(26):
            x = chance.choice((chance.uniform(-0.02, 0.28), chance.uniform(0.74, 1.02))) * width
            base = chance.uniform(0.7, 0.9) * height
            fir(pen, x, base, height * chance.uniform(0.16, 0.3), light.near)
        for _number in range(140):
            x, y = chance.uniform(0, width), chance.uniform(0, height)
            size = width * chance.uniform(0.0012, 0.003)
            pen.ellipse((x - size, y - size, x + size, y + size), fill=light.sun)

    return draw


def shipyard(light):
    """A crane over a hull on the slip."""

    def draw(pen, width, height):
        land(pen, width, height, light, luck(13))
        shore, beam = height * 0.66, max(3, int(width * 0.008))
        for x in (0.62, 0.72):
            pen.line((width * x, shore, width * 0.67, height * 0.24), fill=light.dark, width=beam)
        pen.line((width * 0.28, height * 0.25, width * 0.84, height * 0.25), fill=light.dark, width=beam)
        pen.line((width * 0.67, height * 0.15, width * 0.3, height * 0.25), fill=light.dark, width=beam // 2)
        pen.line((width * 0.67, height * 0.15, width * 0.83, height * 0.25), fill=light.dark, width=beam // 2)
        pen.line((width * 0.67, height * 0.15, width * 0.67, height * 0.26), fill=light.dark, width=beam)
        pen.line((width * 0.36, height * 0.25, width * 0.36, height * 0.46), fill=light.dark, width=beam // 3 or 1)
        pen.polygon(
            [
                (width * 0.16, height * 0.52),
                (width * 0.58, height * 0.52),
                (width * 0.54, shore),
                (width * 0.22, shore),
            ],
            fill=light.near,
        )
        pen.rectangle((width * 0.4, height * 0.42, width * 0.52, height * 0.52), fill=light.low_sky)
        windows(pen, (width * 0.415, height * 0.45), (4, 1), (width * 0.026, 0), width * 0.014, light.dark)
        water(pen, width, height, light, luck(14))

    return draw


def town(light):
    """Houses along an embankment."""

    def draw(pen, width, height):
        land(pen, width, height, light, luck(3))
        chance, shore, x = luck(4), height * 0.68, -width * 0.02
        while x < width:
            broad, tall = width * chance.uniform(0.09, 0.15), height * chance.uniform(0.2, 0.34)
            wall = chance.choice((light.near, light.dark, light.middle))
            pen.rectangle((x, shore - tall, x + broad, shore), fill=wall)
            if chance.random() < 0.5:
                pen.polygon(
                    [(x, shore - tall), (x + broad / 2, shore - tall - height * 0.05), (x + broad, shore - tall)],
                    fill=wall,
                )
            lit = light.glow if wall == light.dark else light.low_sky
            rows, columns = int(tall / (height * 0.075)), int(broad / (width * 0.032))
            windows(
                pen,
                (x + width * 0.014, shore - tall + height * 0.028),
                (columns, rows),
                (width * 0.031, height * 0.072),
                width * 0.012,
                lit,
                1.5,
            )
            x += broad + width * chance.uniform(0.002, 0.014)
        water(pen, width, height, light, luck(5))

    return draw


def hall(light):
    """Listeners in rows before a lit screen."""

    def draw(pen, width, height):
        pen.rectangle((0, 0, width, height), fill=light.middle)
        pen.rectangle((0, 0, width, height * 0.62), fill=light.far)
        for panel in range(7):
            x = width * (panel / 6)
            pen.line((x, 0, x, height * 0.62), fill=light.middle, width=max(2, width // 400))
        pen.rectangle((width * 0.29, height * 0.09, width * 0.71, height * 0.47), fill=light.near)
        pen.rectangle((width * 0.3, height * 0.105, width * 0.7, height * 0.455), fill=light.low_sky)
        for line, share in enumerate((0.3, 0.22, 0.26)):
            y = height * (0.2 + line * 0.07)
            pen.rectangle((width * 0.35, y, width * (0.35 + share), y + height * 0.016), fill=light.middle)
        pen.rectangle((width * 0.77, height * 0.4, width * 0.85, height * 0.62), fill=light.dark)
        head(pen, width * 0.81, height * 0.37, height * 0.035, light.dark)
        chance = luck(9)
        for row, shade in enumerate((light.near, light.near, light.dark)):
            size = height * (0.045 + row * 0.014)
            seats, y = 12 - row * 2, height * (0.66 + row * 0.13)
            for seat in range(seats):
                x = width * (seat + 0.5 + (row % 2) * 0.35) / seats + chance.uniform(-0.2, 0.2) * size
                head(pen, x, y + chance.uniform(-0.25, 0.25) * size, size, shade)

    return draw
