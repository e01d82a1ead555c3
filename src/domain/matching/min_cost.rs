//! Min-cost assignment of rows to columns that take several rows each: successive shortest paths with potentials.
//!
//! Every row is placed, one after the other; each time the cheapest chain of moves that frees a column is taken, so that
//! the whole is optimal after each row (Edmonds, Karp 1972; the same as the Hungarian method when each column takes one).
//! A shortest path costs rows × columns, so 500 cases and 60 providers are 15 million steps.

/// No row can go there.
pub(super) const NEVER: i128 = i128::MAX / 4;

/// A column for each row, at the least total cost. `costs[row][column]` may be `NEVER`; each row needs one column
/// of finite cost with room for all, such as the column « nobody ».
pub(super) fn assign(costs: &[Vec<i128>], room: &[usize]) -> Vec<usize> {
    let mut plan = Plan::new(costs, room);
    (0..costs.len()).for_each(|row| plan.place(row));
    plan.column_of.into_iter().map(|column| column.unwrap_or(usize::MAX)).collect()
}

struct Plan<'a> {
    costs: &'a [Vec<i128>],
    room: &'a [usize],
    rows_of: Vec<Vec<usize>>,
    column_of: Vec<Option<usize>>,
    row_price: Vec<i128>,
    column_price: Vec<i128>,
}

/// The cheapest way found so far to each column.
struct Paths {
    cost: Vec<i128>,
    /// The row that would move into the column.
    by: Vec<usize>,
    done: Vec<bool>,
}

impl<'a> Plan<'a> {
    fn new(costs: &'a [Vec<i128>], room: &'a [usize]) -> Self {
        Self {
            costs,
            room,
            rows_of: vec![Vec::new(); room.len()],
            column_of: vec![None; costs.len()],
            row_price: vec![0; costs.len()],
            column_price: vec![0; room.len()],
        }
    }

    fn place(&mut self, row: usize) {
        let columns = self.room.len();
        let mut paths = Paths { cost: vec![NEVER; columns], by: vec![row; columns], done: vec![false; columns] };
        self.row_price[row] =
            (0..columns).map(|column| self.costs[row][column] - self.column_price[column]).min().unwrap_or(0);
        self.relax(row, 0, &mut paths);
        while let Some(column) = paths.nearest() {
            paths.done[column] = true;
            if self.rows_of[column].len() < self.room[column] {
                self.reprice(row, column, &paths);
                self.move_along(row, column, &paths);
                return;
            }
            for other in self.rows_of[column].clone() {
                self.relax(other, paths.cost[column], &mut paths);
            }
        }
    }

    /// A row could move to any column at its reduced cost.
    fn relax(&self, row: usize, so_far: i128, paths: &mut Paths) {
        for (column, cost) in self.costs[row].iter().enumerate().filter(|(_, cost)| **cost < NEVER) {
            let through = so_far + cost - self.row_price[row] - self.column_price[column];
            if !paths.done[column] && through < paths.cost[column] {
                (paths.cost[column], paths.by[column]) = (through, row);
            }
        }
    }

    /// Keeps every reduced cost from falling below zero, and those of the plan at zero.
    fn reprice(&mut self, row: usize, end: usize, paths: &Paths) {
        let length = paths.cost[end];
        self.row_price[row] += length;
        for column in (0..self.room.len()).filter(|column| paths.done[*column] && *column != end) {
            let gain = length - paths.cost[column];
            self.column_price[column] -= gain;
            for other in &self.rows_of[column] {
                self.row_price[*other] += gain;
            }
        }
    }

    fn move_along(&mut self, row: usize, end: usize, paths: &Paths) {
        let mut column = end;
        loop {
            let moving = paths.by[column];
            let from = self.column_of[moving].replace(column);
            self.rows_of[column].push(moving);
            match from {
                Some(from) => {
                    self.rows_of[from].retain(|other| *other != moving);
                    column = from;
                }
                None => break debug_assert_eq!(moving, row),
            }
        }
    }
}

impl Paths {
    fn nearest(&self) -> Option<usize> {
        let open = (0..self.cost.len()).filter(|column| !self.done[*column] && self.cost[*column] < NEVER);
        open.min_by_key(|column| (self.cost[*column], *column))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tries everything.
    fn exact(costs: &[Vec<i128>], room: &[usize]) -> i128 {
        let Some((first, rest)) = costs.split_first() else { return 0 };
        let free = (0..room.len()).filter(|column| room[*column] > 0 && first[*column] < NEVER);
        let with = |column: usize| {
            let mut left = room.to_vec();
            left[column] -= 1;
            first[column] + exact(rest, &left)
        };
        free.map(with).min().unwrap_or(NEVER)
    }

    fn total(costs: &[Vec<i128>], plan: &[usize]) -> i128 {
        plan.iter().enumerate().map(|(row, column)| costs[row][*column]).sum()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn the_total_is_that_of_trying_everything(
            cells in proptest::collection::vec(proptest::option::weighted(0.7, 0_i128..20), 24),
            room in proptest::collection::vec(0_usize..3, 4),
            rows in 1_usize..=6,
            nobody in 5_i128..40,
        ) {
            let row = |row: usize| cells[row * 4..row * 4 + 4].iter().map(|cost| cost.unwrap_or(NEVER)).chain([nobody]).collect();
            let costs: Vec<Vec<i128>> = (0..rows).map(row).collect();
            let room: Vec<usize> = room.into_iter().chain([rows]).collect();
            let plan = assign(&costs, &room);
            for (column, room) in room.iter().enumerate() {
                prop_assert!(plan.iter().filter(|taken| **taken == column).count() <= *room);
            }
            prop_assert_eq!(total(&costs, &plan), exact(&costs, &room));
        }
    }
}
