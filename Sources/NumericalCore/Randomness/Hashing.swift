/// A 64-bit hash of `text` that is the same on every machine and in every run: FNV-1a over the UTF-8
/// bytes, then SplitMix64's finaliser to spread the upper bits.
///
/// Sources: Fowler, Noll and Vo (draft-eastlake-fnv); Steele, Lea and Flood, doi
/// 10.1145/2660193.2660195. Canonically equivalent but differently encoded texts hash differently.
///
/// - Complexity: O(number of bytes).
@inlinable
public func stableHash(_ text: String) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in text.utf8 {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
  return finalised(hash)
}

/// Two words mixed into one, in SplitMix64's manner; the order of the words matters. For a fixed
/// first word, and for a fixed second word, the function is a permutation. O(1).
@inlinable
public func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  finalised(finalised(a &+ 0x9E37_79B9_7F4A_7C15) &+ b &+ 0x9E37_79B9_7F4A_7C15)
}

/// SplitMix64's finaliser (Stafford's variant 13), a permutation of the 64-bit words.
@inlinable
func finalised(_ word: UInt64) -> UInt64 {
  var mixed = word
  mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed &>> 31)
}
