import { z } from 'zod';
export const CreateParcel = z.object({ to: z.string().min(2), grams: z.number().int().positive() });
export type CreateParcel = z.infer<typeof CreateParcel>;
export interface Parcel extends CreateParcel { readonly id: string; readonly depot: string }
