/** One piece to fetch for all of them: who opens one goes on to the next. */
export { ItemScreen } from './item-screen.tsx'
export { ItemsScreen } from './items-screen.tsx'
export { AgencyScreen, SectorScreen } from './part-screen.tsx'
export { PrioritiesScreen } from './priorities-screen.tsx'
export { SectorsScreen } from './sectors-screen.tsx'
