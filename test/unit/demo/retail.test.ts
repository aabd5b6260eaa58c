// What the retail demo expects of a file, held against figures worked out by hand.
import { expect, it } from 'vitest';
import { reckonRetail } from '../../../tools/demo/retail.ts';

it('counts a document as whole when one of its lines has no customer or a price below zero, and loses no cent between the two', () => {
  const file = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1,A,"Lamp, white",6,2010-12-01,2.55,17850.0,UK
1,B,Heart,2,2010-12-01,3.39,17850.0,UK
C2,A,Lamp,-2,2010-12-02,2.55,17850.0,UK
3,A,Lamp,5,2010-12-03,2.55,,UK
4,A,Lamp,1,2010-12-04,1.0,13047.0,UK
4,X,Adjust,1,2010-12-04,-11.5,13047.0,UK
`;
  expect(reckonRetail(file)).toEqual({
    lines: 6, documents: 4, cancellations: 1, sum: 1530n + 678n - 510n + 1275n + 100n - 1150n,
    fit: { documents: 2, lines: 3, notes: 1, sum: 1698n }, refused: { documents: 2, lines: 3, sum: 225n },
  });
});
