export interface Spot {
  readonly x: number
  readonly y: number
}

interface Box {
  readonly width: number
  readonly height: number
}

interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Half a point's own mark, pixels. */
const MARK = 3

/** Rings around a point, pixels, and how many places are tried on each. */
const RINGS = [15, 22, 32, 44, 58, 74, 92, 112]
const PLACES = 16

/**
 * Where the label of each point goes, its middle: beside the point, nowhere over another label or point, inside the area.
 * The nearest free place wins; points are served in their order. Where all places are taken, the point's own. Pixels.
 */
export function placeLabels(points: readonly Spot[], { width, height }: Box, area: Area): Spot[] {
  const placed: Spot[] = []
  const isFree = ({ x, y }: Spot): boolean =>
    x - width / 2 >= area.left &&
    x + width / 2 <= area.right &&
    y - height / 2 >= area.top &&
    y + height / 2 <= area.bottom &&
    placed.every((other) => Math.abs(other.x - x) >= width || Math.abs(other.y - y) >= height) &&
    points.every((point) => Math.abs(point.x - x) > width / 2 + MARK || Math.abs(point.y - y) > height / 2 + MARK)
  for (const point of points) placed.push(candidates(point).find(isFree) ?? point)
  return placed
}

function candidates({ x, y }: Spot): Spot[] {
  return RINGS.flatMap((radius) =>
    Array.from({ length: PLACES }, (_, at) => {
      const angle = (2 * Math.PI * at) / PLACES
      return { x: x + radius * Math.cos(angle), y: y - radius * Math.sin(angle) }
    }),
  )
}
