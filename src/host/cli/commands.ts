import type { Command } from './command.ts'

/** Every command and where it lives; loaded only when called, so that each starts quickly. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demo,
  'questionnaire list': async () => (await import('./questionnaire.ts')).questionnaireList,
  'questionnaire export': async () => (await import('./questionnaire.ts')).questionnaireExport,
  'questionnaire import': async () => (await import('./questionnaire.ts')).questionnaireImport,
  'survey create': async () => (await import('./survey.ts')).surveyCreate,
  'survey move': async () => (await import('./survey.ts')).surveyMove,
  'survey list': async () => (await import('./survey.ts')).surveyList,
  import: async () => (await import('./import.ts')).importFile,
  export: async () => (await import('./export.ts')).exportFile,
  report: async () => (await import('./report.ts')).report,
  form: async () => (await import('./form.ts')).form,
  index: async () => (await import('./survey-index.ts')).surveyIndex,
  compare: async () => (await import('./compare.ts')).compare,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  check: async () => (await import('./check.ts')).check,
  serve: async () => (await import('./serve.ts')).serve,
  bench: async () => (await import('./bench.ts')).bench,
}

/** Promised by the contract of the command, not built yet. */
export const NOT_BUILT = ['package'] as const
