/**
 * A drawing context that writes SVG: what Chart.js and its plugins call of CanvasRenderingContext2D, and no more (no
 * shadows, gradients or images). Moves, turns and even scaling are worked into the coordinates, and the baseline of words
 * into their y, since Word, Inkscape and LibreOffice read neither `dominant-baseline` nor colours with eight digits.
 */
export class SvgContext {
  strokeStyle = '#000000'
  fillStyle = '#000000'
  lineWidth = 1
  lineCap = 'butt'
  lineJoin = 'miter'
  miterLimit = 10
  lineDashOffset = 0
  font = '10px sans-serif'
  textAlign: CanvasTextAlign = 'start'
  textBaseline: CanvasTextBaseline = 'alphabetic'
  globalAlpha = 1
  /** Read and set by Chart.js, without meaning here. */
  shadowColor = ''
  shadowBlur = 0
  shadowOffsetX = 0
  shadowOffsetY = 0
  readonly canvas: { width: number; height: number; style: object; getContext: () => SvgContext }
  #dash: number[] = []
  #matrix = new DOMMatrix()
  #clip = ''
  #path = ''
  #hasPoint = false
  readonly #states: State[] = []
  readonly #elements: string[] = []
  #clipCount = 0
  readonly #ruler: CanvasRenderingContext2D

  /** Pixels of 1/96 inch. */
  constructor(width: number, height: number) {
    this.canvas = { width, height, style: {}, getContext: () => this }
    const ruler = document.createElement('canvas').getContext('2d')
    if (ruler === null) throw new Error('Bug: this window draws no canvas')
    this.#ruler = ruler
  }

  /** The whole drawing as a file of its own. */
  toSvg(): string {
    const { width, height } = this.canvas
    const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${this.#elements.join('\n')}\n</svg>\n`
  }

  save(): void {
    const { strokeStyle, fillStyle, lineWidth, lineCap, lineJoin, miterLimit, lineDashOffset, font } = this
    const { textAlign, textBaseline, globalAlpha } = this
    const styles = { strokeStyle, fillStyle, lineWidth, lineCap, lineJoin, miterLimit, lineDashOffset, font }
    const looks = { ...styles, textAlign, textBaseline, globalAlpha }
    this.#states.push({ looks, dash: this.#dash, matrix: DOMMatrix.fromMatrix(this.#matrix), clip: this.#clip })
  }

  restore(): void {
    const state = this.#states.pop()
    if (state === undefined) return
    Object.assign(this, state.looks)
    this.#dash = state.dash
    this.#matrix = state.matrix
    this.#clip = state.clip
  }

  translate(x: number, y: number): void {
    this.#matrix.translateSelf(x, y)
  }

  rotate(radians: number): void {
    this.#matrix.rotateSelf((radians * 180) / Math.PI)
  }

  scale(x: number, y: number): void {
    this.#matrix.scaleSelf(x, y)
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#matrix = new DOMMatrix([a, b, c, d, e, f])
  }

  resetTransform(): void {
    this.#matrix = new DOMMatrix()
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = [...dash]
  }

  getLineDash(): number[] {
    return [...this.#dash]
  }

  beginPath(): void {
    this.#path = ''
    this.#hasPoint = false
  }

  closePath(): void {
    this.#path += 'Z'
  }

  moveTo(x: number, y: number): void {
    this.#add('M', [x, y])
  }

  lineTo(x: number, y: number): void {
    this.#add(this.#hasPoint ? 'L' : 'M', [x, y])
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#add('Q', [cx, cy], [x, y])
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.#add('C', [ax, ay], [bx, by], [x, y])
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y)
    this.lineTo(x + width, y)
    this.lineTo(x + width, y + height)
    this.lineTo(x, y + height)
    this.closePath()
  }

  arc(x: number, y: number, radius: number, from: number, to: number, isBackwards = false): void {
    this.ellipse(x, y, radius, radius, 0, from, to, isBackwards)
  }

  /** In steps of at most half a turn, since an SVG arc can't be a whole one. */
  ellipse(x: number, y: number, rx: number, ry: number, turn: number, from: number, to: number, back = false): void {
    const span = back ? -spanOf(to, from) : spanOf(from, to)
    const at = (angle: number): [number, number] => {
      const [px, py] = [rx * Math.cos(angle), ry * Math.sin(angle)]
      return [x + px * Math.cos(turn) - py * Math.sin(turn), y + px * Math.sin(turn) + py * Math.cos(turn)]
    }
    this.lineTo(...at(from))
    const steps = Math.max(1, Math.ceil(Math.abs(span) / Math.PI - 1e-9))
    const scale = this.#scale()
    const tilt = round((turn * 180) / Math.PI + this.#turn())
    for (let step = 1; step <= steps; step++) {
      const arc = `A${round(rx * scale)} ${round(ry * scale)} ${tilt} 0 ${span < 0 ? 0 : 1} `
      this.#add(arc, at(from + (span * step) / steps))
    }
  }

  fill(): void {
    this.#element('path', { d: this.#path, ...paintOf('fill', this.fillStyle, this.globalAlpha) })
  }

  stroke(): void {
    this.#element('path', { d: this.#path, fill: 'none', ...this.#strokeLooks() })
  }

  clip(): void {
    const id = `clip${++this.#clipCount}`
    const outer = this.#clip === '' ? '' : ` clip-path="url(#${this.#clip})"`
    this.#elements.push(`<clipPath id="${id}"${outer}><path d="${this.#path}"/></clipPath>`)
    this.#clip = id
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#apart(() => {
      this.rect(x, y, width, height)
      this.fill()
    })
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#apart(() => {
      this.rect(x, y, width, height)
      this.stroke()
    })
  }

  /** Chart.js clears what nothing was drawn on. */
  clearRect(): void {}

  fillText(text: string, x: number, y: number): void {
    this.#text(text, x, y, paintOf('fill', this.fillStyle, this.globalAlpha))
  }

  strokeText(text: string, x: number, y: number): void {
    this.#text(text, x, y, { fill: 'none', ...this.#strokeLooks() })
  }

  measureText(text: string): TextMetrics {
    this.#ruler.font = this.font
    this.#ruler.textBaseline = this.textBaseline
    return this.#ruler.measureText(text)
  }

  #text(text: string, x: number, y: number, paint: Attributes): void {
    const above = this.measureText(text).fontBoundingBoxAscent
    this.#ruler.textBaseline = 'alphabetic'
    const baseline = y + this.#ruler.measureText(text).fontBoundingBoxAscent - above
    const [, weight = '400', size = '10', family = 'sans-serif'] = FONT.exec(this.font) ?? []
    const { a, b, c, d, e, f } = this.#matrix
    const isPlain = a === 1 && b === 0 && c === 0 && d === 1
    const place = isPlain
      ? { x: round(x + e), y: round(baseline + f) }
      : { x: round(x), y: round(baseline), transform: `matrix(${[a, b, c, d, e, f].map(round).join(' ')})` }
    const type = { 'font-family': family, 'font-size': size, 'font-weight': weight, 'text-anchor': this.#anchor() }
    this.#element('text', { ...place, ...type, ...paint }, text)
  }

  #anchor(): string {
    if (this.textAlign === 'center') return 'middle'
    return this.textAlign === 'right' || this.textAlign === 'end' ? 'end' : 'start'
  }

  #strokeLooks(): Attributes {
    const scale = this.#scale()
    const dash = this.#dash.map((length) => round(length * scale))
    return {
      ...paintOf('stroke', this.strokeStyle, this.globalAlpha),
      'stroke-width': round(this.lineWidth * scale),
      'stroke-linecap': this.lineCap,
      'stroke-linejoin': this.lineJoin,
      'stroke-miterlimit': this.miterLimit,
      ...(dash.length === 0 ? {} : { 'stroke-dasharray': dash.join(' '), 'stroke-dashoffset': this.lineDashOffset }),
    }
  }

  #add(command: string, ...points: [number, number][]): void {
    const moved = points.map(([x, y]) => this.#matrix.transformPoint({ x, y }))
    this.#path += command + moved.map(({ x, y }) => `${round(x)} ${round(y)}`).join(' ')
    this.#hasPoint = true
  }

  /** Draws without losing the path that is being built. */
  #apart(draw: () => void): void {
    const [path, hasPoint] = [this.#path, this.#hasPoint]
    this.beginPath()
    draw()
    this.#path = path
    this.#hasPoint = hasPoint
  }

  #scale(): number {
    return Math.hypot(this.#matrix.a, this.#matrix.b)
  }

  #turn(): number {
    return (Math.atan2(this.#matrix.b, this.#matrix.a) * 180) / Math.PI
  }

  #element(name: string, attributes: Attributes, text?: string): void {
    const clip = this.#clip === '' ? {} : { 'clip-path': `url(#${this.#clip})` }
    const words = Object.entries({ ...attributes, ...clip }).map(
      ([key, value]) => ` ${key}="${escaped(String(value))}"`,
    )
    this.#elements.push(`<${name}${words.join('')}${text === undefined ? '/>' : `>${escaped(text)}</${name}>`}`)
  }
}

type Attributes = Record<string, string | number>

interface State {
  readonly looks: object
  readonly dash: number[]
  readonly matrix: DOMMatrix
  readonly clip: string
}

/** `normal 600 12px "Be Vietnam Pro", sans-serif`: weight, size in pixels, families. */
const FONT = /^(?:(?:normal|italic)\s+)?(?:(bold|normal|\d{3})\s+)?([\d.]+)px(?:\/\S+)?\s+(.+)$/

/** A colour and how solid it is, apart. */
function paintOf(kind: 'fill' | 'stroke', color: string, alpha: number): Attributes {
  const long = /^#([\da-f]{6})([\da-f]{2})$/i.exec(color)
  const rgba = /^rgba\(([^,]+),([^,]+),([^,]+),([^)]+)\)$/.exec(color)
  if (color === 'transparent') return { [kind]: 'none' }
  const [plain, own] = long
    ? [`#${long[1]}`, Number.parseInt(long[2] ?? 'ff', 16) / 255]
    : rgba
      ? [`rgb(${rgba[1]},${rgba[2]},${rgba[3]})`, Number(rgba[4])]
      : [color, 1]
  const opacity = own * alpha
  return opacity === 1 ? { [kind]: plain } : { [kind]: plain, [`${kind}-opacity`]: round(opacity) }
}

/** From one angle on to the other, as canvas counts: 0 to a whole turn. */
function spanOf(from: number, to: number): number {
  const turn = 2 * Math.PI
  if (to - from >= turn) return turn
  return (((to - from) % turn) + turn) % turn
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
