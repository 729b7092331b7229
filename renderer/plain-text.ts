/** For searching: without Vietnamese marks, capitals and outer spaces, so that `tran bien` finds `Trấn Biên`. */
export function plainText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim()
}
