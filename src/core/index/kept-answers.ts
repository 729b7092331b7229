import { CellTable } from './cells.ts'
import { addRows, createMoments, type Moments, recomputeCell, reserveCells } from './moments.ts'
import type { SchemePlan } from './scheme-plan.ts'
import { type Measure, scoringOf } from './scoring.ts'
import type { AnswerRow, SurveyAnswers } from './survey-answers.ts'

/**
 * A survey's answers with their cells and sums, kept up to date response by response, to the same bits as if everything
 * had been summed anew. Unweighted sums are whole numbers, so a response is taken away and added; weighted ones depend on
 * the order of adding, so unless the response is the last the touched cells are summed again.
 */
export class KeptAnswers {
  readonly answers: SurveyAnswers
  readonly cells: CellTable
  /** Rises with every response that comes or changes: what was summed apart from here is known to be old. */
  changes = 0
  private readonly kept = new Map<string, Moments>()
  private weightedRows = 0

  constructor(answers: SurveyAnswers) {
    this.answers = answers
    this.cells = new CellTable(answers)
    for (let row = 0; row < answers.count; row++) this.weightedRows += this.isWeightedRow(row)
  }

  /** A new response, or a correction, a voiding or a restoring of one that is known. */
  put(response: AnswerRow): void {
    this.changes += 1
    const { row, isKnown } = this.answers.find(response.id)
    if (isKnown) this.takeAway(row)
    if (isKnown) this.answers.replace(row, response)
    else {
      this.answers.insert(row, response)
      this.cells.insert(this.answers, row)
    }
    this.weightedRows += this.isWeightedRow(row)
    const { before, after } = this.cells.place(this.answers, row)
    const isLast = !isKnown && row === this.answers.count - 1
    for (const moments of this.kept.values()) {
      reserveCells(moments, this.cells.count)
      if (isLast || !moments.isWeighted) addRows(moments, this.answers, this.cells.cellOf, { from: row, to: row + 1 })
      else this.recompute(moments, new Set([before, after]))
    }
  }

  private takeAway(row: number): void {
    this.weightedRows -= this.isWeightedRow(row)
    for (const moments of this.kept.values()) {
      const whole = { from: row, to: row + 1, sign: -1 } as const
      if (!moments.isWeighted) addRows(moments, this.answers, this.cells.cellOf, whole)
    }
  }

  /** Whether weights change anything: false when every valid response weighs 1. */
  get isWeighted(): boolean {
    return this.weightedRows > 0
  }

  /** The sums of a scheme under a measure: made when first asked for, kept from then on. */
  momentsOf(plan: SchemePlan, measure: Measure, useWeights: boolean): Moments {
    const isWeighted = useWeights && this.isWeighted
    const key = `${plan.code} ${measure} ${isWeighted}`
    const known = this.kept.get(key)
    if (known !== undefined) return known
    const moments = createMoments(plan, scoringOf(measure, plan.levels, plan.classCount), isWeighted, this.cells.count)
    addRows(moments, this.answers, this.cells.cellOf, { to: this.answers.count })
    this.kept.set(key, moments)
    return moments
  }

  /** What is kept at present, for the comparison with a recomputation. */
  keptMoments(): ReadonlyMap<string, Moments> {
    return this.kept
  }

  private recompute(moments: Moments, cells: ReadonlySet<number>): void {
    for (const cell of cells) if (cell >= 0) recomputeCell(moments, this.answers, this.cells, cell)
  }

  private isWeightedRow(row: number): number {
    return this.answers.isValid[row] === 1 && this.answers.weight[row] !== 1 ? 1 : 0
  }
}
