import { type ComponentType, lazy, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation } from 'wouter'
import { Page } from './components/page.tsx'
import { EmptyState } from './components/states.tsx'
import { SurveyGate } from './components/survey-gate.tsx'
import { EntryScreen } from './screens/entry/entry-screen.tsx'
import { FilesScreen } from './screens/files/files-screen.tsx'
import { HomeScreen } from './screens/home/home-screen.tsx'
import { QuestionnaireScreen } from './screens/questionnaires/questionnaire-screen.tsx'
import { QuestionnairesScreen } from './screens/questionnaires/questionnaires-screen.tsx'
import { TryScreen } from './screens/questionnaires/try-screen.tsx'
import { CorrectScreen } from './screens/responses/correct-screen.tsx'
import { ResponseScreen } from './screens/responses/response-screen.tsx'
import { ResponsesScreen } from './screens/responses/responses-screen.tsx'
import { RankingScreen } from './screens/results/ranking-screen.tsx'
import { ResultsScreen } from './screens/results/results-screen.tsx'
import { SettingsScreen } from './screens/settings/settings-screen.tsx'
import { SurveyFormScreen } from './screens/survey/survey-form-screen.tsx'
import { TargetsScreen } from './screens/targets/targets-screen.tsx'
import { VerifyScreen } from './screens/verify/verify-screen.tsx'

/**
 * A screen that is loaded when it is first opened, or before by `preload`: then it is there at once. React holds back for
 * 300 ms what comes after a fallback, however soon it is loaded, so a loaded screen must not ask for one.
 */
function screenOf<Name extends string, Props extends object>(
  name: Name,
  load: () => Promise<Readonly<Record<Name, ComponentType<Props>>>>,
) {
  let loaded: ComponentType<Props> | undefined
  const preload = async (): Promise<{ default: ComponentType<Props> }> => {
    loaded = (await load())[name]
    return { default: loaded }
  }
  const Late: ComponentType<Props> = lazy(preload)
  const Screen = (props: Props) => {
    const [Shown] = useState(() => loaded ?? Late) // the same for as long as it stands
    return <Shown {...props} />
  }
  return Object.assign(Screen, { preload })
}

/** Large or opened now and then: the first window doesn't wait for them. */
const DesignerScreen = screenOf('DesignerScreen', () => import('./screens/designer/designer-screen.tsx'))
const PrintScreen = screenOf('PrintScreen', () => import('./screens/print/print-screen.tsx'))

const ResultPage = screenOf('ResultPage', () => import('./screens/result-pages/result-page.tsx'))
const BatchesScreen = screenOf('BatchesScreen', () => import('./screens/batches/batches-screen.tsx'))
const BatchScreen = screenOf('BatchScreen', () => import('./screens/batches/batch-screen.tsx'))
const BatchPrintScreen = screenOf('BatchPrintScreen', () => import('./screens/batches/batch-print-screen.tsx'))
const DiscrepanciesScreen = screenOf(
  'DiscrepanciesScreen',
  () => import('./screens/discrepancies/discrepancies-screen.tsx'),
)
const SettleScreen = screenOf('SettleScreen', () => import('./screens/discrepancies/settle-screen.tsx'))
const QualityScreen = screenOf('QualityScreen', () => import('./screens/quality/quality-screen.tsx'))
const FindingsPrintScreen = screenOf('FindingsPrintScreen', () => import('./screens/quality/findings-print-screen.tsx'))
const CommentsScreen = screenOf('CommentsScreen', () => import('./screens/comments/comments-screen.tsx'))
const ActionsScreen = screenOf('ActionsScreen', () => import('./screens/actions/actions-screen.tsx'))
const ActionsPrintScreen = screenOf('ActionsPrintScreen', () => import('./screens/actions/actions-print-screen.tsx'))
const CaseScreen = screenOf('CaseScreen', () => import('./screens/actions/case-screen.tsx'))
const FindScreen = screenOf('FindScreen', () => import('./screens/actions/find-screen.tsx'))
const NewCaseScreen = screenOf('NewCaseScreen', () => import('./screens/actions/new-case-screen.tsx'))
const ReviewScreen = screenOf('ReviewScreen', () => import('./screens/actions/review-screen.tsx'))
const CompareScreen = screenOf('CompareScreen', () => import('./screens/compare/compare-screen.tsx'))
const ReportScreen = screenOf('ReportScreen', () => import('./screens/report/report-screen.tsx'))
const TrendScreen = screenOf('TrendScreen', () => import('./screens/trend/trend-screen.tsx'))
const KeyingScreen = screenOf('KeyingScreen', () => import('./screens/keying/keying-screen.tsx'))
const ExternalFiguresScreen = screenOf(
  'ExternalFiguresScreen',
  () => import('./screens/external-figures/external-screen.tsx'),
)
const ParIndexScreen = screenOf('ParIndexScreen', () => import('./screens/par-index/par-screen.tsx'))
const ParPrintScreen = screenOf('ParPrintScreen', () => import('./screens/par-index/par-print-screen.tsx'))

/** What is likely to be opened next from an address: once its own screen stands, these are at hand when they are asked for. */
const NEIGHBOURS = [
  { of: /^\/surveys\/\d+\/results/, screens: [ResultPage, CompareScreen, TrendScreen, CommentsScreen, ReportScreen] },
  {
    of: /^\/surveys\/\d+\/(batches|discrepancies|quality|keying)/,
    screens: [BatchesScreen, BatchScreen, DiscrepanciesScreen, QualityScreen, KeyingScreen],
  },
  {
    of: /^\/(targets|actions|par-index|external-figures)/,
    screens: [ActionsScreen, CaseScreen, FindScreen, ParIndexScreen, ExternalFiguresScreen],
  },
]

function useNeighbours(): void {
  const [location] = useLocation()
  const screens = NEIGHBOURS.find(({ of }) => of.test(location))?.screens
  useEffect(() => {
    if (screens === undefined) return
    const waiting = requestIdleCallback(() => {
      for (const { preload } of screens) preload().catch(() => undefined) // opening it tells what is wrong
    })
    return () => cancelIdleCallback(waiting)
  }, [screens])
}

/** The screen of the address. */
export function Screens() {
  useNeighbours()
  return (
    <Switch>
      <Route path="/">
        <HomeScreen />
      </Route>
      <Route path="/entry">
        <SurveyGate section="entry" />
      </Route>
      <Route path="/batches">
        <SurveyGate section="batches" />
      </Route>
      <Route path="/responses">
        <SurveyGate section="responses" />
      </Route>
      <Route path="/results">
        <SurveyGate section="results" />
      </Route>
      <Route path="/report">
        <SurveyGate section="report" />
      </Route>
      <Route path="/questionnaires">
        <QuestionnairesScreen />
      </Route>
      <Route path="/questionnaires/:code/:version">
        {({ code, version }) => <QuestionnaireScreen code={code} version={Number(version)} />}
      </Route>
      <Route path="/questionnaires/:code/:version/edit">
        {({ code, version }) => <DesignerScreen key={`${code} ${version}`} code={code} version={Number(version)} />}
      </Route>
      <Route path="/questionnaires/:code/:version/try">
        {({ code, version }) => <TryScreen code={code} version={Number(version)} />}
      </Route>
      <Route path="/files">
        <FilesScreen />
      </Route>
      <Route path="/settings">
        <SettingsScreen section="general" />
      </Route>
      <Route path="/settings/:section">{({ section }) => <SettingsScreen section={section} />}</Route>
      <Route path="/targets">
        <TargetsScreen />
      </Route>
      <Route path="/external-figures">
        <ExternalFiguresScreen />
      </Route>
      <Route path="/par-index">
        <ParIndexScreen />
      </Route>
      <Route path="/par-index/print">
        <ParPrintScreen />
      </Route>
      <Route path="/actions">
        <ActionsScreen />
      </Route>
      <Route path="/actions/find">
        <FindScreen />
      </Route>
      <Route path="/actions/new">
        <NewCaseScreen />
      </Route>
      <Route path="/actions/review">
        <ReviewScreen />
      </Route>
      <Route path="/actions/print">
        <ActionsPrintScreen />
      </Route>
      <Route path="/actions/:id">{({ id }) => <CaseScreen key={id} id={id} />}</Route>
      <Route path="/surveys/new">
        <SurveyFormScreen surveyId={null} />
      </Route>
      <Route path="/surveys/:id/edit">{({ id }) => <SurveyFormScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/entry">{({ id }) => <EntryScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/responses">{({ id }) => <ResponsesScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/responses/:response">
        {({ id, response }) => <ResponseScreen key={response} surveyId={Number(id)} id={response} />}
      </Route>
      <Route path="/surveys/:id/responses/:response/correct">
        {({ id, response }) => <CorrectScreen key={response} surveyId={Number(id)} id={response} />}
      </Route>
      <Route path="/surveys/:id/batches">{({ id }) => <BatchesScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/batches/:batch">
        {({ id, batch }) => <BatchScreen key={`${id} ${batch}`} surveyId={Number(id)} batchId={Number(batch)} />}
      </Route>
      <Route path="/surveys/:id/batches/:batch/print">
        {({ id, batch }) => <BatchPrintScreen key={`${id} ${batch}`} surveyId={Number(id)} batchId={Number(batch)} />}
      </Route>
      <Route path="/surveys/:id/discrepancies">
        {({ id }) => <DiscrepanciesScreen key={id} surveyId={Number(id)} />}
      </Route>
      <Route path="/surveys/:id/discrepancies/:verification">
        {({ id, verification }) => <SettleScreen key={verification} surveyId={Number(id)} id={verification} />}
      </Route>
      <Route path="/surveys/:id/verify">{({ id }) => <VerifyScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/quality">{({ id }) => <QualityScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/quality/print">
        {({ id }) => <FindingsPrintScreen key={id} surveyId={Number(id)} />}
      </Route>
      <Route path="/surveys/:id/keying">{({ id }) => <KeyingScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/print">{({ id }) => <PrintScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/report">{({ id }) => <ReportScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/results/compare">{({ id }) => <CompareScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/results/trend">{({ id }) => <TrendScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/results/comments">
        {({ id }) => <CommentsScreen key={id} surveyId={Number(id)} />}
      </Route>
      <Route path="/surveys/:id/results/agencies/:agency">
        {({ id, agency }) => <ResultPage key={id} surveyId={Number(id)} page="agency" id={Number(agency)} />}
      </Route>
      <Route path="/surveys/:id/results/sectors">
        {({ id }) => <ResultPage key={id} surveyId={Number(id)} page="sectors" />}
      </Route>
      <Route path="/surveys/:id/results/sectors/:sector">
        {({ id, sector }) => <ResultPage key={id} surveyId={Number(id)} page="sector" id={Number(sector)} />}
      </Route>
      <Route path="/surveys/:id/results/items">
        {({ id }) => <ResultPage key={id} surveyId={Number(id)} page="items" />}
      </Route>
      <Route path="/surveys/:id/results/items/:node">
        {({ id, node }) => <ResultPage key={id} surveyId={Number(id)} page="item" node={node} />}
      </Route>
      <Route path="/surveys/:id/results/priorities">
        {({ id }) => <ResultPage key={id} surveyId={Number(id)} page="priorities" />}
      </Route>
      <Route path="/surveys/:id/results/agencies">{({ id }) => <RankingScreen key={id} surveyId={Number(id)} />}</Route>
      <Route path="/surveys/:id/results">{({ id }) => <ResultsScreen key={id} surveyId={Number(id)} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  )
}

function NotFound() {
  const { t } = useTranslation()
  return (
    <Page title={t('error.notFoundTitle')}>
      <EmptyState
        title={t('error.notFoundTitle')}
        hint={t('error.notFoundHint')}
        action={<Link href="/">{t('action.toHome')}</Link>}
      />
    </Page>
  )
}
