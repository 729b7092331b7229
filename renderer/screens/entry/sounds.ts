/** Made when the first sound is: the browser lets a page sound only after a key. Null: this machine can't. */
let made: AudioContext | null | undefined

interface Tone {
  readonly hertz: number
  /** Seconds from now. */
  readonly from: number
  readonly seconds: number
}

/** Loud enough for an office, quiet enough for the next desk. */
const VOLUME = 0.12

/** One low tone: a key was refused, or a form is not saved yet. Never throws. */
export function playRefusal(): void {
  play([{ hertz: 196, from: 0, seconds: 0.12 }])
}

/** Two tones, the second lower: the second keying differs from the first. Never throws. */
export function playDifference(): void {
  play([
    { hertz: 880, from: 0, seconds: 0.09 },
    { hertz: 587, from: 0.11, seconds: 0.13 },
  ])
}

function play(tones: readonly Tone[]): void {
  const context = sounding()
  if (context === null) return
  void context.resume().catch(() => undefined)
  for (const { hertz, from, seconds } of tones) {
    const start = context.currentTime + from
    const oscillator = context.createOscillator()
    const volume = context.createGain()
    oscillator.type = 'triangle'
    oscillator.frequency.value = hertz
    volume.gain.setValueAtTime(VOLUME, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + seconds) // an abrupt end would click
    oscillator.connect(volume).connect(context.destination)
    oscillator.start(start)
    oscillator.stop(start + seconds)
  }
}

function sounding(): AudioContext | null {
  if (made === undefined) {
    try {
      made = new AudioContext()
    } catch {
      made = null
    }
  }
  return made
}
