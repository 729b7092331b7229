// Loaded before a program that is measured: at its end it says the most memory it ever had. Linux counts a child's
// maxRSS from its parent's, so there the kernel's own mark of this process is read.
import { readFileSync, writeSync } from 'node:fs'

process.on('exit', () => {
  writeSync(2, `\npeak-kilobytes ${peakOfProcess() ?? process.resourceUsage().maxRSS}\n`)
})

function peakOfProcess() {
  try {
    return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  } catch {
    return undefined
  }
}
