#!/usr/bin/env python3
"""Draw the rooms and the arrows between them, as the include lines have them.

  rooms_svg.py            write specs/rooms.svg
  rooms_svg.py --check    fail when specs/rooms.svg shows something else

What stands where is said here; which arrows there are, rooms.sh finds.
"""
import subprocess
import sys

WIDTH, HEIGHT, BOX, TALL = 760, 430, 130, 34
# Column (the folder) and row of each room; what is included stands lower.
PLACE = {
    'fuzz/local': (0, 0), 'fuzz/vk': (1, 0), 'fuzz/engine': (0.5, 1),
    'model/local': (2, 0), 'model/vk': (3, 0),
    'impl/vulkan': (4, 0), 'impl/kernel': (4, 1),
    'impl/api': (5, 0), 'impl/handle': (5, 1), 'impl/heap': (5, 2),
    'impl/core': (5, 3), 'impl': (4, 3.6),
    'specs/local': (2, 3), 'specs/vk': (3, 3), 'specs': (2.5, 4.2),
}
SAY = {'specs': 'specs: public headers', 'impl': 'impl: ranks, checks'}


def spot(room):
    column, row = PLACE[room]
    step = (WIDTH - 20) / 6
    return 10 + column * step, 46 + row * 78


def box(room):
    x, y = spot(room)
    wide = 150 if room in SAY else 106
    x -= (wide - 106) / 2
    return (f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide}" height="{TALL}" '
            f'rx="5"/><text x="{x + wide / 2:.0f}" y="{y + 22:.0f}">'
            f'{SAY.get(room, room)}</text>')


def arrow(source, target):
    (a, b), (c, d) = spot(source), spot(target)
    a, c = a + 53, c + 53
    if d > b:
        b, d = b + TALL, d - 3
        bend = (d - b) / 2
        path = f'M{a:.0f},{b:.0f} C{a:.0f},{b + bend:.0f} {c:.0f},{d - bend:.0f} {c:.0f},{d:.0f}'
    else:  # beside each other
        side = 1 if c > a else -1
        a, c = a + side * 53, c - side * 56
        path = (f'M{a:.0f},{b + TALL / 2:.0f} C{(a + c) / 2:.0f},{b - 20:.0f} '
                f'{(a + c) / 2:.0f},{b - 20:.0f} {c:.0f},{d + TALL / 2:.0f}')
    return f'<path d="{path}" marker-end="url(#head)"/>'


def draw():
    found = subprocess.run(['sh', 'specs/rooms.sh', '--dot'], text=True,
                           check=True, stdout=subprocess.PIPE).stdout
    arrows = [line.split() for line in found.splitlines()]
    unknown = {room for pair in arrows for room in pair} - set(PLACE)
    if unknown:
        sys.exit(f'rooms: no place to draw {", ".join(sorted(unknown))}')
    lines = [arrow(*pair) for pair in arrows] + [box(room) for room in PLACE]
    return '\n'.join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img">',
        '<title>Rooms of hlocal; an arrow goes from a room to one it includes'
        '</title>',
        '<style>rect{fill:#f4f6f8;stroke:#57606a}text{font:13px sans-serif;'
        'text-anchor:middle;fill:#1f2328}path{fill:none;stroke:#0969da;'
        'stroke-width:1.2;opacity:.75}.ground{fill:#fff}</style>',
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" '
        'markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" '
        'style="fill:#0969da;stroke:none"/></marker></defs>',
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" '
        'style="stroke:none"/>',
        *lines, '</svg>']) + '\n'


def main():
    picture = draw()
    if sys.argv[1:] == ['--check']:
        with open('specs/rooms.svg') as source:
            if source.read() != picture:
                sys.exit('rooms: specs/rooms.svg shows other arrows; '
                         'python3 specs/rooms_svg.py draws it')
        return
    with open('specs/rooms.svg', 'w') as out:
        out.write(picture)


if __name__ == '__main__':
    main()
