/** A translation has exactly the keys of the English text: a missing or extra one does not compile. */
export type Same<En> = { readonly [Key in keyof En]: En[Key] extends string ? string : Same<En[Key]> };
