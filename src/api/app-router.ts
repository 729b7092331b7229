import { actionRouter } from './action-router.ts'
import { backupRouter } from './backup-router.ts'
import { batchRouter } from './batch-router.ts'
import { checkRouter } from './check-router.ts'
import { commentRouter } from './comment-router.ts'
import { compareRouter } from './compare-router.ts'
import { demoRouter } from './demo-router.ts'
import { entryRouter } from './entry-router.ts'
import { externalRouter } from './external-router.ts'
import { homeRouter } from './home-router.ts'
import { indexRouter } from './index-router.ts'
import { keyingRouter } from './keying-router.ts'
import { operatorRouter } from './operator-router.ts'
import { parRouter } from './par-router.ts'
import { printRouter } from './print-router.ts'
import { router } from './procedure.ts'
import { qualityRouter } from './quality-router.ts'
import { questionnaireRouter } from './questionnaire-router.ts'
import { reportRouter } from './report-router.ts'
import { responseRouter } from './response-router.ts'
import { resultsRouter } from './results-router.ts'
import { sectorRouter } from './sector-router.ts'
import { settingRouter } from './setting-router.ts'
import { surveyRouter } from './survey-router.ts'
import { targetRouter } from './target-router.ts'
import { templateRouter } from './template-router.ts'
import { trendRouter } from './trend-router.ts'
import { unitRouter } from './unit-router.ts'
import { verificationRouter } from './verification-router.ts'

/** Every call of the program. The renderer imports its type and nothing else of this folder. */
export const appRouter = router({
  action: actionRouter,
  backup: backupRouter,
  batch: batchRouter,
  check: checkRouter,
  comment: commentRouter,
  compare: compareRouter,
  demo: demoRouter,
  entry: entryRouter,
  external: externalRouter,
  home: homeRouter,
  index: indexRouter,
  keying: keyingRouter,
  operator: operatorRouter,
  par: parRouter,
  print: printRouter,
  quality: qualityRouter,
  questionnaire: questionnaireRouter,
  report: reportRouter,
  response: responseRouter,
  results: resultsRouter,
  sector: sectorRouter,
  setting: settingRouter,
  survey: surveyRouter,
  target: targetRouter,
  template: templateRouter,
  trend: trendRouter,
  unit: unitRouter,
  verification: verificationRouter,
})

export type AppRouter = typeof appRouter
