/** Line icons, drawn in the text's colour and silent to a screen reader: not every machine's fonts have such signs. */
const PATHS = {
  home: 'M2.5 7.2 8 2.5l5.5 4.7V13a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8z',
  questionnaires: 'M3.5 2.2h9v11.6h-9zM6 5.4h4M6 8h4M6 10.6h2.5',
  entry: 'M1.8 4h12.4v8H1.8zM4.5 9.4h7M4.3 6.6h.01M6.8 6.6h.01M9.3 6.6h.01M11.8 6.6h.01',
  batches: 'M5 4.2h8.2M5 8h8.2M5 11.8h4.6M2.3 4l.6.6 1-1.2M2.3 7.8l.6.6 1-1.2M2.3 11.6l.6.6 1-1.2',
  responses: 'M2.2 3.6h11.6M2.2 8h11.6M2.2 12.4h11.6M5.4 3.6v8.8',
  results: 'M3 13V8.5M8 13V3M13 13V6.2',
  report: 'M3.5 1.8h6.2l2.8 2.8v9.6h-9zM9.4 2v3h3M6 11.2V9M8 11.2V7M10 11.2V8.2',
  targets: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z',
  files: 'M2.2 5h9.4M8.8 2.2 11.6 5 8.8 7.8M13.8 11H4.4M7.2 8.2 4.4 11l2.8 2.8',
  settings:
    'M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM8 1.6v2M8 12.4v2M1.6 8h2M12.4 8h2M3.5 3.5l1.4 1.4M11.1 11.1l1.4 1.4M12.5 3.5l-1.4 1.4M4.9 11.1l-1.4 1.4',
  down: 'M3.5 6 8 10.5 12.5 6',
  check: 'M3.5 8.4 6.6 11.5 12.5 5',
  cross: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  enter: 'M12.5 4v4.5h-8M7.2 5.8 4.5 8.5l2.7 2.7',
  up: 'M3.5 10 8 5.5 12.5 10',
  left: 'M10 3.5 5.5 8 10 12.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.2 3.2',
  undo: 'M5.6 3 2.6 6l3 3M3 6h6.2a3.7 3.7 0 0 1 0 7.4H6',
  redo: 'M10.4 3l3 3-3 3M13 6H6.8a3.7 3.7 0 0 0 0 7.4H10',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  scale: 'M2 8h12M2 5.5v5M5 6.7v2.6M8 6.7v2.6M11 6.7v2.6M14 5.5v5',
  single: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8z',
  multiple: 'M3 3h10v10H3zM5.4 8.2l1.9 1.9 3.4-4.1',
  grid: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.2 3v10M9.8 3v10',
  number: 'M6.2 2.8 5 13.2M11 2.8 9.8 13.2M3 6h10.6M2.4 10H13',
  date: 'M2.8 4h10.4v9.2H2.8zM2.8 7h10.4M5.5 2.5V5M10.5 2.5V5',
  shortText: 'M3.2 4.8V3.2h9.6v1.6M8 3.2v9.6M6.2 12.8h3.6',
  longText: 'M2.8 3.5h10.4M2.8 6.5h10.4M2.8 9.5h10.4M2.8 12.5h6',
  note: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 7.4v3.4M8 5.1h.01',
  section: 'M2.5 3.2h11v3.2h-11zM4 9.4h8M4 12.4h5.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  item: 'M3.4 8h.01M6.2 8h6.6',
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
