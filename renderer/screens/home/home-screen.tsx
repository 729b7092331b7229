import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { formatWeekday } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useCanManage } from '../../use-role.ts'
import { FirstStart } from './first-start.tsx'
import type { Home } from './home-data.ts'
import styles from './home-screen.module.css'
import { LatestIndex } from './latest-index.tsx'
import { SurveyTable } from './survey-table.tsx'
import { TodoList } from './todo-list.tsx'

/** What to do next comes first, then the latest index, then every survey. */
export function HomeScreen() {
  const { t } = useTranslation('home')
  const home = useQuery(trpc.home.get.queryOptions())
  const canManage = useCanManage()
  const hasSurveys = (home.data?.surveys.length ?? 0) > 0
  return (
    <Page
      title={t('title')}
      context={formatWeekday(Date.now(), currentLanguage())}
      actions={
        hasSurveys &&
        canManage && (
          <Button component={Link} href="/surveys/new">
            {t('newSurvey')}
          </Button>
        )
      }
    >
      <QueryView query={home}>
        {(data) => (data.surveys.length === 0 ? <FirstStart /> : <Work home={data} />)}
      </QueryView>
    </Page>
  )
}

function Work({ home }: { home: Home }) {
  const { t } = useTranslation('home')
  return (
    <>
      <div className={styles.top}>
        <Card title={t('todo.title')}>
          <TodoList home={home} />
        </Card>
        <LatestIndex surveys={home.surveys} />
      </div>
      <Card title={t('surveys.title')}>
        <SurveyTable surveys={home.surveys} />
      </Card>
    </>
  )
}
