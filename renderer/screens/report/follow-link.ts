/** As if a link were clicked: the browser or the desktop saves what it answers. */
export function followLink(address: string, name = ''): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
