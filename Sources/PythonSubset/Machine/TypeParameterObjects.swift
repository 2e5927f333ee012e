extension Machine {
  /// What the instruction `makeTypeParameter` makes: `typing` knows how.
  func makeTypeParameter(_ form: TypeParameterForm?, _ parts: [Value]) throws -> Value {
    guard let form, let typing = try module(named: "typing") else { return .none }
    let maker =
      switch form {
      case .type: "_make_type_var"
      case .variadic: "_make_type_var_tuple"
      case .parameters: "_make_param_spec"
      case .genericBase: "_make_generic_base"
      case .alias: "_make_alias"
      }
    return try call(getAttribute(.object(typing), intern(maker)), parts)
  }
}
