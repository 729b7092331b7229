import { z } from 'zod'
import { reportChoices } from '../app/report/report-choices.ts'
import { readReportOffice, saveReportOffice } from '../app/report/report-office.ts'
import { idSchema } from './inputs.ts'
import { REPORTERS } from './link-inputs.ts'
import { procedureFor, router } from './procedure.ts'

const reporters = procedureFor(...REPORTERS)

const line = z.string().max(200)

const officeSchema = z.strictObject({
  superior: line,
  office: line,
  place: z.string().max(100),
  sign: z.string().max(40),
  grounds: z.array(z.string().max(1000)).max(30).readonly(),
  recipients: z.array(line).max(50).readonly(),
  authority: z.array(z.string().max(100)).max(4).readonly(),
  signer: z.string().max(100),
})

/** What a report can be of, and what stands on it; the reports themselves are a link (report-routes.ts). */
export const reportRouter = router({
  choices: reporters
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => reportChoices(ctx.app, input.surveyId)),
  office: reporters.query(({ ctx }) => readReportOffice(ctx.app)),
  saveOffice: reporters.input(officeSchema).mutation(({ ctx, input }) => saveReportOffice(ctx.app, input)),
})
