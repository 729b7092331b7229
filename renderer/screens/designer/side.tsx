import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { AboutTab } from './about-tab.tsx'
import styles from './designer.module.css'
import { useDesk } from './desk.ts'
import { EntryPreview } from './entry-preview.tsx'
import { ListsTab } from './lists-tab.tsx'
import { QuestionsTab } from './questions-tab.tsx'
import { SchemeEditor } from './scheme-editor.tsx'
import type { Sides } from './use-sides.ts'

interface SideProps {
  sides: Sides
  /** The document a moment behind while one types. */
  settled: Questionnaire
  spot: Spot | null
  marked: ReadonlySet<string>
  hasOutline: boolean
  focus: (selector: string) => void
}

/** The side of the form that its tab chose. */
export function Side({ sides, focus, ...questions }: SideProps) {
  const { questionnaire, problems, acts } = useDesk()
  switch (sides.tab) {
    case 'questions':
      return <QuestionsTab {...questions} focus={focus} />
    case 'scheme':
      return (
        <div className={styles.scroll}>
          <SchemeEditor
            {...{ questionnaire, problems }}
            at={sides.schemeAt}
            onGo={sides.setSchemeAt}
            onChange={(next, typing) => acts.edit('scheme', () => next, typing)}
          />
        </div>
      )
    case 'lists':
      return <ListsTab at={sides.listAt} onOpen={sides.setListAt} />
    case 'about':
      return (
        <div className={styles.scroll}>
          <AboutTab />
        </div>
      )
    case 'preview':
      return <EntryPreview questionnaire={questionnaire} onLeave={() => focus('#tab-preview')} />
  }
}
