export interface Entity { readonly id: string }
export interface Device extends Entity { readonly owner: string; readonly label: string }
