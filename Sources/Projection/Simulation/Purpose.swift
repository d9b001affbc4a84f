/// What a random number is for: the last part of its address.
enum Purpose: UInt8 {
  case leaving = 1
  case lost
  case coming
  case moving
  case destination
  case redirection
  case newPlans
  case firstProvision
  case parameters
  case released
  case bandCounts
  case bandEnding
  case endingCount
  case newPlanRow
  case newPlanChange
  case comers
  case phaseEnd
}
