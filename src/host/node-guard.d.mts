export function nodeRefusal(version: string): string | null
export function requireNode24(version?: string): void
