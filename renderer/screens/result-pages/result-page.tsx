import { ItemScreen } from './item-screen.tsx'
import { ItemsScreen } from './items-screen.tsx'
import { AgencyScreen, SectorScreen } from './part-screen.tsx'
import { PrioritiesScreen } from './priorities-screen.tsx'
import { SectorsScreen } from './sectors-screen.tsx'

type ResultPageProps = { surveyId: number } & (
  | { page: 'sectors' | 'items' | 'priorities' }
  | { page: 'agency' | 'sector'; id: number }
  | { page: 'item'; node: string }
)

/**
 * The pages behind the overview of results, as one thing to load: who opens one goes on to the next, and each lazy
 * component of its own would be held back by React for 0.3 s.
 */
export function ResultPage(props: ResultPageProps) {
  const { surveyId } = props
  switch (props.page) {
    case 'agency':
      return <AgencyScreen surveyId={surveyId} id={props.id} />
    case 'sector':
      return <SectorScreen surveyId={surveyId} id={props.id} />
    case 'sectors':
      return <SectorsScreen surveyId={surveyId} />
    case 'items':
      return <ItemsScreen surveyId={surveyId} />
    case 'item':
      return <ItemScreen surveyId={surveyId} node={props.node} />
    case 'priorities':
      return <PrioritiesScreen surveyId={surveyId} />
  }
}
