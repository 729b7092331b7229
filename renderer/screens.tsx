import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch } from 'wouter'
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

/** Large or opened now and then: the first window doesn't wait for them. */
const DesignerScreen = lazy(async () => {
  const { DesignerScreen } = await import('./screens/designer/designer-screen.tsx')
  return { default: DesignerScreen }
})
const PrintScreen = lazy(async () => {
  const { PrintScreen } = await import('./screens/print/print-screen.tsx')
  return { default: PrintScreen }
})

const ResultPage = lazy(async () => {
  const { ResultPage } = await import('./screens/result-pages/result-page.tsx')
  return { default: ResultPage }
})
const BatchesScreen = lazy(async () => {
  const { BatchesScreen } = await import('./screens/batches/batches-screen.tsx')
  return { default: BatchesScreen }
})
const BatchScreen = lazy(async () => {
  const { BatchScreen } = await import('./screens/batches/batch-screen.tsx')
  return { default: BatchScreen }
})
const BatchPrintScreen = lazy(async () => {
  const { BatchPrintScreen } = await import('./screens/batches/batch-print-screen.tsx')
  return { default: BatchPrintScreen }
})
const DiscrepanciesScreen = lazy(async () => {
  const { DiscrepanciesScreen } = await import('./screens/discrepancies/discrepancies-screen.tsx')
  return { default: DiscrepanciesScreen }
})
const SettleScreen = lazy(async () => {
  const { SettleScreen } = await import('./screens/discrepancies/settle-screen.tsx')
  return { default: SettleScreen }
})
const QualityScreen = lazy(async () => {
  const { QualityScreen } = await import('./screens/quality/quality-screen.tsx')
  return { default: QualityScreen }
})
const FindingsPrintScreen = lazy(async () => {
  const { FindingsPrintScreen } = await import('./screens/quality/findings-print-screen.tsx')
  return { default: FindingsPrintScreen }
})
const CommentsScreen = lazy(async () => {
  const { CommentsScreen } = await import('./screens/comments/comments-screen.tsx')
  return { default: CommentsScreen }
})
const ActionsScreen = lazy(async () => {
  const { ActionsScreen } = await import('./screens/actions/actions-screen.tsx')
  return { default: ActionsScreen }
})
const ActionsPrintScreen = lazy(async () => {
  const { ActionsPrintScreen } = await import('./screens/actions/actions-print-screen.tsx')
  return { default: ActionsPrintScreen }
})
const CaseScreen = lazy(async () => {
  const { CaseScreen } = await import('./screens/actions/case-screen.tsx')
  return { default: CaseScreen }
})
const FindScreen = lazy(async () => {
  const { FindScreen } = await import('./screens/actions/find-screen.tsx')
  return { default: FindScreen }
})
const NewCaseScreen = lazy(async () => {
  const { NewCaseScreen } = await import('./screens/actions/new-case-screen.tsx')
  return { default: NewCaseScreen }
})
const ReviewScreen = lazy(async () => {
  const { ReviewScreen } = await import('./screens/actions/review-screen.tsx')
  return { default: ReviewScreen }
})
const CompareScreen = lazy(async () => {
  const { CompareScreen } = await import('./screens/compare/compare-screen.tsx')
  return { default: CompareScreen }
})
const ReportScreen = lazy(async () => {
  const { ReportScreen } = await import('./screens/report/report-screen.tsx')
  return { default: ReportScreen }
})
const TrendScreen = lazy(async () => {
  const { TrendScreen } = await import('./screens/trend/trend-screen.tsx')
  return { default: TrendScreen }
})
const KeyingScreen = lazy(async () => {
  const { KeyingScreen } = await import('./screens/keying/keying-screen.tsx')
  return { default: KeyingScreen }
})
const ExternalFiguresScreen = lazy(async () => {
  const { ExternalFiguresScreen } = await import('./screens/external-figures/external-screen.tsx')
  return { default: ExternalFiguresScreen }
})
const ParIndexScreen = lazy(async () => {
  const { ParIndexScreen } = await import('./screens/par-index/par-screen.tsx')
  return { default: ParIndexScreen }
})
const ParPrintScreen = lazy(async () => {
  const { ParPrintScreen } = await import('./screens/par-index/par-print-screen.tsx')
  return { default: ParPrintScreen }
})

/** The screen of the address. */
export function Screens() {
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
