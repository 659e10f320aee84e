declare module 'workerd' {
  const workerd: {
    /** Where the program is. */
    readonly default: string
  }
  export default workerd
}
