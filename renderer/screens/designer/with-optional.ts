/** The thing with one optional property set, or without it where there is nothing to set. */
export function withOptional<T extends object, K extends keyof T>(thing: T, key: K, value: T[K] | undefined): T {
  if (value !== undefined) return { ...thing, [key]: value }
  const { [key]: _, ...rest } = thing
  return rest as T // the property is optional
}
