const clock = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/** `14:22:31`: two forms saved in one minute must not look alike. */
export function formatClock(atMs: number): string {
  return clock.format(atMs)
}
