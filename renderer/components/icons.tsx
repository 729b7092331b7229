/** Line icons, drawn in the text's colour and silent to a screen reader: not every machine's fonts have such signs. */
const PATHS = {
  home: 'M2.5 7.2 8 2.5l5.5 4.7V13a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8z',
  questionnaires: 'M3.5 2.2h9v11.6h-9zM6 5.4h4M6 8h4M6 10.6h2.5',
  entry: 'M1.8 4h12.4v8H1.8zM4.5 9.4h7M4.3 6.6h.01M6.8 6.6h.01M9.3 6.6h.01M11.8 6.6h.01',
  responses: 'M2.2 3.6h11.6M2.2 8h11.6M2.2 12.4h11.6M5.4 3.6v8.8',
  results: 'M3 13V8.5M8 13V3M13 13V6.2',
  targets: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z',
  files: 'M2.2 5h9.4M8.8 2.2 11.6 5 8.8 7.8M13.8 11H4.4M7.2 8.2 4.4 11l2.8 2.8',
  settings:
    'M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM8 1.6v2M8 12.4v2M1.6 8h2M12.4 8h2M3.5 3.5l1.4 1.4M11.1 11.1l1.4 1.4M12.5 3.5l-1.4 1.4M4.9 11.1l-1.4 1.4',
  down: 'M3.5 6 8 10.5 12.5 6',
  check: 'M3.5 8.4 6.6 11.5 12.5 5',
  cross: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  enter: 'M12.5 4v4.5h-8M7.2 5.8 4.5 8.5l2.7 2.7',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
