import PptxGenJS from 'pptxgenjs'

/**
 * Its types are those of its CommonJS file, where the class is the default of the default; what runs is its ES file, whose
 * default is the class itself.
 */
type ClassOf<Module> = Module extends new () => object
  ? Module
  : Module extends { readonly default: infer Inner }
    ? ClassOf<Inner>
    : never

export const Presentation = PptxGenJS as unknown as ClassOf<typeof PptxGenJS>
export type Presentation = InstanceType<typeof Presentation>
/** A slide that is being filled. */
export type Page = ReturnType<Presentation['addSlide']>
